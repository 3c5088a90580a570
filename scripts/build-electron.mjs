// Builds the app's main process, evaluator thread and preload exactly as Forge would: its plugin resolves the
// configuration, Vite builds. With --out DIR into that folder, otherwise into .vite/build.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import forge from '../forge.config.ts'

const root = resolve(import.meta.dirname, '..')

/**
 * @param {{ outDir?: string, plugins?: import('vite').Plugin[] }} [options] plugins run before all others
 */
export async function buildElectron({ outDir = resolve(root, '.vite/build'), plugins = [] } = {}) {
  for (const config of await mainAndPreloadConfigs()) {
    await build({
      configFile: false,
      logLevel: 'warn',
      ...config,
      plugins: [...plugins, ...(config.plugins ?? [])],
      build: { ...config.build, outDir },
    })
  }
}

/** What Forge's Vite plugin makes of forge.config.ts for a package. */
async function mainAndPreloadConfigs() {
  const plugin = forge.plugins.find(({ name }) => name === 'vite')
  plugin.setDirectories(root)
  plugin.isProd = true
  return await plugin.configGenerator.getBuildConfigs()
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const out = process.argv.indexOf('--out')
  await buildElectron(out < 0 ? {} : { outDir: resolve(process.argv[out + 1]) })
}
