// `.neatwork` files and `neatwork://` links belong to the app on every system: Info.plist, the installers' configuration,
// and a Debian package that Forge's maker builds of a stand-in for the packed app, read by the desktops' own tools.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { MakerBase } from '@electron-forge/maker-base'
import { DOMParser } from '@xmldom/xmldom'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NEATWORK_EXTENSION } from '../../../core/node/neatwork-file/contents.ts'
import {
  DOCUMENT_FILES,
  DOCUMENT_ICON,
  DOCUMENT_INFO,
  DOCUMENT_MIME_TYPE,
} from '../../../electron/packaging/document-type.ts'
import { withJoinLinks } from '../../../electron/packaging/msi-join-links.ts'

const root = resolve(import.meta.dirname, '../../..')
const require = createRequire(import.meta.url)
const place = mkdtempSync(join(tmpdir(), 'neatwork-documents-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

interface ForgeConfig {
  readonly makers: readonly MakerBase<unknown>[]
  readonly packagerConfig: {
    readonly executableName: string
    readonly extendInfo: unknown
    readonly protocols: { schemes: string[] }[]
  }
}
let forge: ForgeConfig
beforeAll(async () => {
  const file = join(root, 'node_modules/@electron-forge/core/dist/util/forge-config.js')
  const { default: resolveConfig } = await import(pathToFileURL(file).href)
  forge = await resolveConfig(root)
})

const text = (file: string) => readFileSync(join(root, file), 'utf8')
const isThere = (command: string) => spawnSync(command, ['--version']).error === undefined

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  expect([status, status === 0 ? '' : stderr], `${command} ${args.join(' ')}`).toEqual([0, ''])
  return stdout
}

test("the app's Info.plist tells macOS of the type, its icon and the links", () => {
  expect(forge.packagerConfig.extendInfo).toEqual(DOCUMENT_INFO)
  expect(forge.packagerConfig.protocols).toMatchObject([{ schemes: ['neatwork'] }])
  const [type] = DOCUMENT_INFO.UTExportedTypeDeclarations
  expect(`.${type?.UTTypeTagSpecification['public.filename-extension']}`).toBe(NEATWORK_EXTENSION)
  expect(DOCUMENT_INFO.CFBundleDocumentTypes[0]?.LSItemContentTypes).toEqual([type?.UTTypeIdentifier])
  expect(DOCUMENT_ICON.endsWith(`/${type?.UTTypeIconFile}`)).toBe(true)
  expect(text(DOCUMENT_ICON).slice(0, 4)).toBe('icns')
})

test("electron-builder's packages tell Windows and Linux the same", async () => {
  const ofMaker = createRequire(require.resolve('electron-forge-maker-nsis'))
  const { getConfig } = ofMaker('app-builder-lib/out/util/config/config')
  const { fileAssociations, protocols, rpm } = await getConfig(root, null, null)
  expect(fileAssociations).toMatchObject([{ ext: 'neatwork', mimeType: DOCUMENT_MIME_TYPE }])
  expect(protocols).toMatchObject([{ schemes: ['neatwork'] }])
  expect(readFileSync(join(root, fileAssociations[0].icon)).subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0]))
  expect(rpm.fpm).toEqual(DOCUMENT_FILES.map(([from, to]) => `${from}=/usr/${to}`))
  for (const [from] of DOCUMENT_FILES) expect(existsSync(join(root, from)), from).toBe(true)
})

/** electron-builder as its makers call it for a packed app, up to where it would fetch its tools. */
async function builder(platform: 'LINUX' | 'WINDOWS', target: string, prepackaged: string) {
  const ofBuilder = createRequire(require.resolve('electron-builder'))
  const { Packager, Platform, Arch } = ofBuilder('app-builder-lib')
  const targets = Platform[platform].createTarget(target, Arch.x64)
  const packager = new Packager({ projectDir: root, prepackaged, targets })
  await packager.validateConfig()
  return { ofBuilder, helper: await packager.createHelper(Platform[platform]), x64: Arch.x64 }
}

test('the MSI registers the type, a shortcut and the links for all accounts, and starts nothing', async () => {
  const dir = join(place, 'Neatwork-win32-x64')
  mkdirSync(dir)
  writeFileSync(join(dir, `${forge.packagerConfig.executableName}.exe`), '')
  const { ofBuilder, helper, x64 } = await builder('WINDOWS', 'msi', dir)
  const { default: MsiTarget } = ofBuilder('app-builder-lib/out/targets/MsiTarget')
  const { getEffectiveOptions } = ofBuilder('app-builder-lib/out/options/CommonWindowsInstallerConfiguration')
  const msi = new MsiTarget(helper, place)
  const project = await msi.writeManifest(dir, x64, getEffectiveOptions(msi.options, helper))
  const wxs = withJoinLinks(project)
  const parsed = new DOMParser().parseFromString(wxs, 'text/xml')
  const told = (tag: string, name: string) =>
    [...parsed.getElementsByTagName(tag)].map((element) => element.getAttribute(name))
  expect(told('Extension', 'Id')).toEqual(['neatwork'])
  expect(told('Shortcut', 'Name')).toEqual(['Neatwork', 'Neatwork'])
  expect(told('RegistryKey', 'Key')).toEqual(['Software\\Classes\\neatwork', 'shell\\open\\command'])
  expect(told('RegistryValue', 'Value').at(-1)).toBe('"[#mainExecutable]" "%1"')
  expect(wxs).toContain('<Property Id="ALLUSERS" Secure="yes" Value="1"/>')
  expect(told('CustomAction', 'Id')).toEqual([])
  expect(() => withJoinLinks(project.replace('mainExecutable', 'x'))).toThrow('has changed')
})

test("electron-builder's packages for Linux have a desktop file with both", async () => {
  const { ofBuilder, helper } = await builder('LINUX', 'rpm', place)
  const { LinuxTargetHelper } = ofBuilder('app-builder-lib/out/targets/LinuxTargetHelper')
  const written = await new LinuxTargetHelper(helper).computeDesktopEntry(helper.platformSpecificBuildOptions)
  expect(written).toContain(`MimeType=${DOCUMENT_MIME_TYPE};x-scheme-handler/neatwork;`)
  const file = join(place, 'neatwork.desktop')
  writeFileSync(file, written)
  if (isThere('desktop-file-validate')) expect(run('desktop-file-validate', [file])).toBe('')
})

/** What stands where the packager puts the app: all that the maker looks at. */
function packedApp(): string {
  const dir = join(place, 'Neatwork-linux-x64')
  mkdirSync(join(dir, 'resources/app'), { recursive: true })
  writeFileSync(join(dir, 'neatwork'), '#!/bin/sh\n', { mode: 0o755 })
  writeFileSync(join(dir, 'resources/app/package.json'), text('package.json'))
  const electron = JSON.parse(text('node_modules/electron/package.json'))
  writeFileSync(join(dir, 'version'), electron.version)
  writeFileSync(join(dir, 'LICENSE'), text('LICENSE'))
  return dir
}

test('the Debian package brings the type, its icons and the links, as desktops read them', async ({
  skip,
}) => {
  const maker = forge.makers.find(({ name }) => name === 'deb')
  if (maker === undefined) throw new Error('Forge has no maker of Debian packages.')
  const leave = (reason: string) => {
    console.log(`not here: the Debian package of the app (${reason})`)
    skip(reason)
  }
  if (!isThere('dpkg-deb')) leave('dpkg-deb is not on this machine')
  if (!maker.isSupportedOnCurrentPlatform())
    leave("electron-installer-debian isn't installed: npm leaves it out below Node 22.12")
  await maker.prepareConfig('x64')
  const made = await maker.make({
    ...{ dir: packedApp(), makeDir: place, targetArch: 'x64', targetPlatform: 'linux', appName: 'Neatwork' },
    ...{ packageJSON: JSON.parse(text('package.json')), forgeConfig: forge as never },
  })
  expect(made).toEqual([expect.stringMatching(/deb\/x64\/neatwork_\d+\.\d+\.\d+_amd64\.deb$/)])
  const share = join(place, 'root/usr/share')
  run('dpkg-deb', ['--extract', made[0] ?? '', join(place, 'root')])

  const desktop = join(share, 'applications/neatwork.desktop')
  expect(readFileSync(desktop, 'utf8').split('\n')).toEqual(
    expect.arrayContaining(['Exec=neatwork %U', `MimeType=x-scheme-handler/neatwork;${DOCUMENT_MIME_TYPE};`]),
  )
  if (isThere('desktop-file-validate')) expect(run('desktop-file-validate', [desktop])).toBe('')
  else
    console.log(
      'not here: the desktop file in the eyes of desktop-file-validate, which is not on this machine',
    )

  for (const [from, to] of DOCUMENT_FILES)
    expect(readFileSync(join(place, 'root/usr', to)).equals(readFileSync(join(root, from))), to).toBe(true)
  if (!isThere('update-mime-database'))
    return console.log('not here: the type in the eyes of update-mime-database, which is not on this machine')
  run('update-mime-database', [join(share, 'mime')])
  const read = (name: string) => readFileSync(join(share, 'mime', name), 'utf8')
  expect(read('globs2')).toContain(`${DOCUMENT_MIME_TYPE}:*${NEATWORK_EXTENSION}\n`)
  const icon = read('icons').trim().split(':')[1]
  expect(existsSync(join(share, `icons/hicolor/48x48/mimetypes/${icon}.png`))).toBe(true)
})
