// How Forge builds the page into the package: the renderer's own configuration, in the folder that the packager keeps.
import { resolve } from 'node:path'
import { mergeConfig } from 'vite'
import renderer from './renderer/vite.config.ts'

export default mergeConfig(renderer, {
  build: { outDir: resolve(import.meta.dirname, '.vite/renderer/main_window'), emptyOutDir: true },
})
