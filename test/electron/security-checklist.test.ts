// What of Electron's security checklist can be read off the sources and tried without a window. The rest is tried by
// test/e2e/electron-layer.spec.ts; docs/security.md says which item is where.
import { EventEmitter } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { BrowserWindow } from 'electron'
import { expect, test, vi } from 'vitest'
import {
  EXTERNAL_HOSTS,
  isExternalLink,
  openExternalLink,
  openOnceAsked,
} from '../../electron/external-links.ts'
import { keepInside } from '../../electron/keep-inside.ts'
import { LOCKED_DOWN } from '../../electron/locked-down.ts'
import { isAppUrl } from '../../electron/origin.ts'
import { restrictPermissions } from '../../electron/permissions.ts'

const opened = vi.hoisted(() => [] as string[])
/** The button that is pressed, and what was read before. */
const box = vi.hoisted(() => ({ response: 2, read: [] as string[] }))
vi.mock('electron', () => ({
  shell: {
    openExternal: async (url: string) => {
      opened.push(url)
      // The app must outlast a machine without a browser; one that nobody catches fails the test.
      if (url.startsWith('https://nats.io')) throw new Error('there is no browser')
    },
  },
  dialog: {
    showMessageBox: async ({ detail }: { readonly detail: string }) => {
      box.read.push(detail)
      return { response: box.response }
    },
  },
}))

const root = resolve(import.meta.dirname, '../..')
const sources = readdirSync(join(root, 'electron'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(join(root, 'electron', name), 'utf8')] as const)

test('every window is locked down, and only the app’s own pages get a preload', () => {
  const making = sources.filter(([, text]) => /new (BrowserWindow|WebContentsView|BaseWindow)\(/.test(text))
  expect(making.map(([name]) => name).sort()).toEqual(['help-window.ts', 'window.ts'])
  for (const [name, text] of making) expect(text, name).toMatch(/LOCKED_DOWN,/)
  expect(sources.filter(([, text]) => /^\s+preload,$/m.test(text)).map(([name]) => name)).toEqual([
    'window.ts',
  ])
  expect(LOCKED_DOWN).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
  })
})

test.each([
  /webSecurity: false/,
  /allowRunningInsecureContent: true/,
  /experimentalFeatures: true/,
  /enableBlinkFeatures/,
  /appendSwitch|appendArgument/,
  /loadFile\(|['"`]file:/,
  /allowpopups/,
  /setCertificateVerifyProc|certificate-error/,
  /bypassCSP|corsEnabled|allowServiceWorkers/,
])('nothing in electron/ says %s', (pattern) => {
  expect(sources.filter(([, text]) => pattern.test(text)).map(([name]) => name)).toEqual([])
})

test('only the list of external links speaks to the browser of the person', () => {
  const speaking = sources.filter(([, text]) => /openExternal\(/.test(text)).map(([name]) => name)
  expect(speaking).toEqual(['external-links.ts'])
})

test('all that answers a page asks who it is', () => {
  for (const [name, text] of sources) {
    const listeners = text.match(/ipcMain\.(handle|on)\(/g)?.length ?? 0
    const checks = text.match(/isOwnPage\(event|isAsked\(event/g)?.length ?? 0
    expect(checks, name).toBeGreaterThanOrEqual(listeners)
  }
})

test.each([
  ['https://github.com/a/b?c#d', true],
  ['http://github.com/', false],
  ['https://github.com.evil.invalid/', false],
  ['https://nats.io/download/', true],
  ['https://github.com@evil.invalid/', false],
  ['https://a:b@github.com/', false],
  ['https://github.com:8443/', false],
  ['https://elsewhere.invalid/', false],
  ['file:///etc/passwd', false],
  ['smb://github.com/x', false],
  ['javascript:alert(1)', false],
  ['', false],
])('%s is opened outside: %j', (url, isOpened) => {
  opened.length = 0
  openExternalLink(url)
  expect(isExternalLink(url)).toBe(isOpened)
  expect(opened).toEqual(isOpened ? [url] : [])
})

test('a page of a release opens once somebody has read its address and said yes, and only by https', async () => {
  const page = 'https://lab.example/neatwork/'
  opened.length = 0
  for (const url of [page, 'http://lab.example/', 'file:///etc/passwd', 'no address'])
    await openOnceAsked(url, null)
  expect(box.read).toEqual([expect.stringContaining(page)])
  expect(opened).toEqual([])
  box.response = 0
  await openOnceAsked(page, null)
  expect(opened).toEqual([page])
})

test('the list has what the documents name, and no more', () => {
  const folder = join(root, 'docs')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  )
  const pages = [
    ...files.map((name) => join(folder, name)),
    join(root, 'README.md'),
    join(root, 'CHANGELOG.md'),
  ]
  const hosts = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/https:\/\/([a-z0-9.-]+\.[a-z]+)\b/g)].map(([, host]) => host),
  )
  expect([...new Set(hosts)].sort()).toEqual([...EXTERNAL_HOSTS])
})

test('a page that is sent elsewhere stays, and guests are not attached', () => {
  const page = Object.assign(new EventEmitter(), { setWindowOpenHandler: () => {} })
  keepInside({ webContents: page } as unknown as BrowserWindow, { mayGo: isAppUrl })
  const prevented = (event: string, url: string): boolean => {
    let isPrevented = false
    page.emit(event, { url, preventDefault: () => (isPrevented = true) })
    return isPrevented
  }
  for (const event of ['will-navigate', 'will-redirect']) {
    expect(prevented(event, 'https://elsewhere.invalid/')).toBe(true)
    expect(prevented(event, 'app://neatwork/index.html')).toBe(false)
  }
  expect(prevented('will-attach-webview', 'app://neatwork/index.html')).toBe(true)
})

test('a page elsewhere is not even given the clipboard, and nobody a device', () => {
  type Check = (page: null, permission: string, origin: string) => boolean
  const handlers: { check?: Check; device?: () => boolean } = {}
  restrictPermissions({
    setPermissionCheckHandler: (check: Check) => {
      handlers.check = check
    },
    setPermissionRequestHandler: () => {},
    setDevicePermissionHandler: (device: () => boolean) => {
      handlers.device = device
    },
  } as unknown as Parameters<typeof restrictPermissions>[0])
  expect(handlers.check?.(null, 'clipboard-sanitized-write', 'app://neatwork/')).toBe(true)
  expect(handlers.check?.(null, 'clipboard-sanitized-write', 'https://elsewhere.invalid/')).toBe(false)
  expect(handlers.check?.(null, 'media', 'app://neatwork/')).toBe(false)
  expect(handlers.device?.()).toBe(false)
})

test('Electron is named by its exact version', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
})

/** Electron's docs/tutorial/security.md, "Checklist: Security recommendations", as of Electron 45. */
const CHECKLIST = [
  'Only load secure content',
  'Do not enable Node.js integration for remote content',
  'Enable context isolation in all renderers',
  'Enable process sandboxing',
  'Use `ses.setPermissionRequestHandler()` in all sessions that load remote content',
  'Do not disable `webSecurity`',
  'Define a `Content-Security-Policy` and use restrictive rules',
  'Do not enable `allowRunningInsecureContent`',
  'Do not enable experimental features',
  'Do not use `enableBlinkFeatures`',
  '`<webview>`: Do not use `allowpopups`',
  '`<webview>`: Verify options and params',
  'Disable or limit navigation',
  'Disable or limit creation of new windows',
  'Do not use `shell.openExternal` with untrusted content',
  'Use a current version of Electron',
  'Validate the `sender` of all IPC messages',
  'Avoid usage of the `file://` protocol and prefer usage of custom protocols',
  'Check which fuses you can change',
  'Do not expose Electron APIs to untrusted web content',
] as const

test('docs/security.md has Electron’s twenty items by number and title, each with tests that are there', () => {
  const page = readFileSync(join(root, 'docs/security.md'), 'utf8')
  const rows = [...page.matchAll(/^\| (\d+)\. ([^|]*) \|[^|]*\|(.*)\|$/gm)]
  expect(rows.map(([, number, title]) => `${number}. ${title}`)).toEqual(
    CHECKLIST.map((title, index) => `${index + 1}. ${title}`),
  )
  for (const [row, , , tests = ''] of rows) {
    const files = [...tests.matchAll(/`(test\/[^`]+\.ts)`/g)].map(([, file = '']) => file)
    expect(files.length, row).toBeGreaterThan(0)
    for (const file of files) expect(existsSync(join(root, file)), file).toBe(true)
  }
})
