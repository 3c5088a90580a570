import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { helpPages } from '../scripts/docs/vite-plugin.mjs'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react(), helpPages()],
  build: {
    outDir: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1200,
    // Inlined files would be data: addresses, which the content security policy forbids for all but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
