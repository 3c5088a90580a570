// The app's archive as Forge's packager makes it, without Electron's binary: the packager's own rule of what is copied, the
// Vite plugin's own last step, and the real `asar`, in the packager's order.
import { cpSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildElectron } from '../../../scripts/build-electron.mjs'

const root = resolve(import.meta.dirname, '../../..')

export interface PackagerConfig {
  readonly asar: { readonly unpackDir: string }
  readonly ignore: (path: string) => boolean
  readonly prune: boolean
}

interface Packager {
  userPathFilter(options: object): (file: string) => Promise<boolean>
  createAsarOpts(options: object): object
}

interface Asar {
  createPackageWithOptions(from: string, to: string, options: object): Promise<void>
  extractAll(archive: string, folder: string): void
  listPackage(archive: string, options: { isPack: boolean }): string[]
}

/** Its insides, and the `asar` that it finds itself; neither is exported. */
async function partOf<Part>(file: string): Promise<Part> {
  return await import(pathToFileURL(join(root, 'node_modules/@electron', file)).href)
}
const asar = await partOf<Asar>('asar/lib/asar.js')

/** Every path in the archive, in their order, folders left out; what lies unpacked beside it is marked. */
export function listed(archive: string): readonly string[] {
  const lines = asar.listPackage(archive, { isPack: true })
  return lines.map((line) =>
    line
      .replace(/^pack\s*: /, '')
      .replace(/^unpack\s*: /, 'unpacked ')
      .replaceAll('\\', '/'),
  )
}

/** Writes `app.asar` and what lies beside it unpacked into `resources`; `dist/renderer` has to be built. */
export async function packApp(config: PackagerConfig, stage: string, resources: string): Promise<string> {
  const options = { ...config, dir: root, name: 'Neatwork', out: join(root, 'out') }
  const { userPathFilter } = await partOf<Pick<Packager, 'userPathFilter'>>('packager/dist/copy-filter.js')
  const { createAsarOpts } = await partOf<Pick<Packager, 'createAsarOpts'>>('packager/dist/common.js')
  await copyKept('', stage, userPathFilter(options))
  await buildElectron({ outDir: join(stage, '.vite/build') })
  // What Forge builds from vite.renderer.config.ts differs from it in the folder alone.
  cpSync(join(root, 'dist/renderer'), join(stage, '.vite/renderer/main_window'), { recursive: true })
  cpSync(join(root, 'package.json'), join(stage, 'package.json'))
  mkdirSync(resources, { recursive: true })
  const archive = join(resources, 'app.asar')
  await asar.createPackageWithOptions(stage, archive, createAsarOpts(options))
  return archive
}

/** Everything of the checkout that the rule lets through, but for bundles that lie there from an earlier build. */
async function copyKept(folder: string, stage: string, isKept: (file: string) => Promise<boolean>) {
  for (const { name } of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, name)
    if (path === '.vite' || !(await isKept(join(root, path)))) continue
    if (statSync(join(root, path)).isDirectory()) await copyKept(path, stage, isKept)
    else cpSync(join(root, path), join(stage, path))
  }
}

/** The archive as a folder of the same name, and beside it what is unpacked: as Electron shows the two to the app. */
export function unpackApp(archive: string, folder: string): string {
  const app = join(folder, 'app.asar')
  mkdirSync(folder, { recursive: true })
  asar.extractAll(archive, app)
  cpSync(`${archive}.unpacked`, `${app}.unpacked`, { recursive: true })
  return app
}
