// How `npm run build` makes the program that runs under Node outside the app: what `neatwork` starts, the library, and what
// these start as threads and processes of their own, in a few files, which load in half the time of five hundred.
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/** What `npx neatwork` starts: looks at Node's version before it loads the other. */
const DOORS = ['start.js', 'neatwork.js']

/** Doors are programs however they were built: npm makes them so only when it installs. */
const executableDoors: Plugin = {
  name: 'executable-doors',
  writeBundle({ dir = '' }) {
    for (const door of DOORS) chmodSync(join(dir, door), 0o755)
  },
}

export default defineConfig({
  plugins: [executableDoors],
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
