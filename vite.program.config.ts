// How `npm run build` makes the program that runs under Node outside the app: what `neatwork` starts, the library, and what
// these start as threads and processes of their own, in a few files, which load in half the time of five hundred.
import { defineConfig } from 'vite'

export default defineConfig({
  // planck, because the mathematics that it is lent has to be there right before it; the others because they are ES modules
  // of many files that need no other package. The rest stays where npm put it.
  ssr: {
    noExternal: [
      'planck',
      'zod',
      'cborg',
      'commander',
      'csv-parse',
      'jsonc-parser',
      'svgpath',
      '@bufbuild/protobuf',
      '@noble/curves',
      '@noble/hashes',
      '@xmldom/xmldom',
    ],
  },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/program',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input: {
        start: 'core/node/cli/start.ts',
        neatwork: 'core/node/cli/neatwork.ts',
        library: 'core/node/library.ts',
        'evaluator-thread': 'core/node/threads/evaluator-thread.ts',
        'own-process': 'core/node/own/own-process.ts',
        'seeds-thread': 'core/node/efficacy/seeds-thread.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
