// How Forge bundles the preload: one CommonJS file, as a sandboxed preload has to be.
import { defineConfig } from 'vite'

export default defineConfig({ build: { target: 'chrome140', minify: false } })
