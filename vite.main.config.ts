// How Forge bundles what runs under Node in the app: the main process and the evaluator thread, one CommonJS file each.
import { defineConfig, type Plugin } from 'vite'

/** CommonJS has no `import.meta`; a module's address becomes that of the bundle that it ends up in. */
function addressOfBundle(): Plugin {
  return {
    name: 'address-of-bundle',
    enforce: 'pre',
    transform: {
      filter: { code: 'import.meta.url' },
      handler: (code) => code.replaceAll('import.meta.url', 'addressOfBundle'),
    },
  }
}

export default defineConfig({
  plugins: [addressOfBundle()],
  build: {
    target: 'node22',
    minify: false,
    rollupOptions: {
      // Speed-ups that ws loads if somebody installed them; it works without.
      external: ['bufferutil', 'utf-8-validate'],
      output: { banner: "const addressOfBundle = require('node:url').pathToFileURL(__filename).href" },
    },
  },
})
