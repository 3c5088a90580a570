import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { helpPages } from '../scripts/docs/vite-plugin.mjs'

/** The chunk of a run's screen is fetched beside the first one instead of behind it. */
function preloadRunScreen(): Plugin {
  return {
    name: 'preload-run-screen',
    transformIndexHtml(_html, { bundle = {} }) {
      const chunk = Object.values(bundle).find((one) => one.type === 'chunk' && one.name === 'run-screen')
      if (chunk === undefined) return []
      const attrs = { rel: 'modulepreload', crossorigin: true, href: `./${chunk.fileName}` }
      return [{ tag: 'link', attrs, injectTo: 'head' }]
    },
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react(), helpPages(), preloadRunScreen()],
  build: {
    outDir: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1200,
    // Inlined files would be data: addresses, which the content security policy forbids for all but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
