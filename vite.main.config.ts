// How Forge bundles what runs under Node in the app: the main process and the evaluator thread, one file each.
import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    target: 'node22',
    minify: false,
    rollupOptions: {
      // Speed-ups that ws loads if somebody installed them; it works without.
      external: ['bufferutil', 'utf-8-validate'],
    },
  },
})
