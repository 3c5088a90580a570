// Bundles main.ts into this package's node_modules/.cache, from where it finds the peers.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

await build({
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: fileURLToPath(new URL('main.ts', import.meta.url)),
    outDir: fileURLToPath(new URL('node_modules/.cache', import.meta.url)),
    target: 'node20',
    minify: false,
  },
})
