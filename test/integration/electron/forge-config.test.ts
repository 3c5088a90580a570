// forge.config.ts as Electron Forge itself reads it, and the bundles that its Vite plugin makes of it. What can't be
// shown without Electron's binary is the packing alone.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { FuseV1Options } from '@electron/fuses'
import { beforeAll, expect, test } from 'vitest'
import { buildElectron } from '../../../scripts/build-electron.mjs'

const root = resolve(import.meta.dirname, '../../..')

interface ForgeMaker {
  readonly name: string
  readonly platforms: readonly string[]
  isSupportedOnCurrentPlatform(): boolean
  clone(): ForgeMaker
}

interface ResolvedForgeConfig {
  readonly makers: readonly ForgeMaker[]
  readonly plugins: readonly { readonly name: string; readonly fusesConfig?: Record<string, unknown> }[]
  readonly packagerConfig: Readonly<
    Record<'asar' | 'name' | 'appBundleId' | 'protocols' | 'icon', unknown>
  > & {
    ignore(path: string): boolean
  }
}

let config: ResolvedForgeConfig

beforeAll(async () => {
  // Forge exports its resolver to its own commands only.
  const file = join(root, 'node_modules/@electron-forge/core/dist/util/forge-config.js')
  const resolver: { default(folder: string): Promise<ResolvedForgeConfig> } = await import(
    pathToFileURL(file).href
  )
  config = await resolver.default(root)
})

test("Forge's resolver reads the makers and the plugins", () => {
  expect(config.makers.map(({ name }) => name)).toEqual([
    'zip',
    'deb',
    'appimage',
    'rpm',
    'nsis',
    'msi',
    'dmg',
  ])
  expect(config.plugins.map(({ name }) => name)).toEqual(['vite', 'fuses'])
})

test("every maker is one as Forge's make command wants it, and offers itself where it can run", () => {
  for (const maker of config.makers) {
    expect(maker.platforms.length, maker.name).toBeGreaterThan(0)
    expect(maker.clone().name).toBe(maker.name)
  }
  const offered = config.makers
    .filter((maker) => maker.isSupportedOnCurrentPlatform())
    .map(({ name }) => name)
  expect(offered.includes('appimage')).toBe(process.platform === 'linux')
  expect(offered.includes('nsis')).toBe(process.platform === 'win32')
  expect(offered.includes('msi')).toBe(process.platform === 'win32')
  expect(offered.includes('dmg')).toBe(process.platform === 'darwin')
})

test("electron-builder's packages still export the function that the makers call", () => {
  const require = createRequire(import.meta.url)
  for (const name of ['electron-forge-maker-appimage', 'electron-forge-maker-nsis'])
    expect(require(name)).toMatchObject({ default: expect.any(Function) })
  expect(require('electron-builder')).toMatchObject({ build: expect.any(Function) })
})

test('electron-builder reads its configuration and finds nothing wrong with it, and it names the app as Forge does', async () => {
  const require = createRequire(import.meta.url)
  const ofMaker = createRequire(require.resolve('electron-forge-maker-nsis'))
  const { getConfig, validateConfiguration } = ofMaker('app-builder-lib/out/util/config/config')
  const read = await getConfig(root, null, null)
  await expect(validateConfiguration(read, { isEnabled: false })).resolves.toBeUndefined()
  await expect(validateConfiguration({ ...read, apId: 'x' }, { isEnabled: false })).rejects.toThrow('apId')
  const { name, appBundleId, protocols, icon } = config.packagerConfig
  expect([read.productName, read.appId, read.protocols]).toEqual([name, appBundleId, protocols])
  for (const file of [read.linux.icon, read.win.icon, read.mac.icon, `${icon}.ico`, `${icon}.icns`])
    expect(existsSync(join(root, file)), file).toBe(true)
})

test.each([
  ['RunAsNode', false],
  ['EnableCookieEncryption', true],
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
] as const)('the fuse %s is set to %j', (fuse, value) => {
  const fuses = config.plugins.find(({ name }) => name === 'fuses')?.fusesConfig
  expect(fuses?.[FuseV1Options[fuse]]).toBe(value)
  expect(config.packagerConfig.asar).toEqual({ unpackDir: 'python' })
})

test('the package holds the bundles and nothing of the sources', () => {
  expect(config.packagerConfig.ignore('/.vite/build/main.cjs')).toBe(false)
  for (const path of ['/core', '/node_modules', '/test', '/electron', '/python/pyproject.toml', '/.git'])
    expect(config.packagerConfig.ignore(path)).toBe(true)
})

test("the Vite plugin's configuration builds main process, evaluator thread, own process and preload", async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'neatwork-forge-'))
  await buildElectron({ outDir })
  const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(main).toBe('.vite/build/main.cjs')
  for (const file of ['main.cjs', 'evaluator-thread.cjs', 'own-process.cjs', 'preload.cjs'])
    expect(existsSync(join(outDir, file)), file).toBe(true)
  // Rolldown puts an empty object for import.meta into CommonJS; then no module would find its folder.
  expect(readFileSync(join(outDir, 'main.cjs'), 'utf8')).not.toContain('{}.url')
  const preload = readFileSync(join(outDir, 'preload.cjs'), 'utf8')
  // A sandboxed preload can require `electron` and no other module of ours or of npm.
  expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron'])
})
