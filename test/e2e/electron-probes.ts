// What must be true of the Electron layer, each as a function that throws when it isn't. The specs run them on the app
// as built, and on apps with one safeguard taken out, where the matching probe has to throw.
import { expect } from 'vitest'
import type { CommandReply } from '../../core/api/neatwork-api.ts'
import type {} from '../../renderer/bridge.ts'
import type { ElectronApp } from './electron-app.ts'

type Probe = (app: ElectronApp) => Promise<void>

/** An address that no server can have (RFC 6761), so that a broken safeguard reaches nobody. */
const ELSEWHERE = 'https://elsewhere.invalid/'

declare global {
  interface Window {
    /** What a probe left in the page for its next step. */
    probe?: unknown
  }
}

const callsTheEngine: Probe = async ({ page }) => {
  const reply = await page.evaluate(() => window.neatwork?.call('listProblems', null))
  expect(reply).toMatchObject({
    ok: true,
    value: expect.arrayContaining([expect.objectContaining({ name: 'xor' })]),
  })
}

const hearsTheState: Probe = async ({ page }) => {
  const first = await page.evaluate(
    () =>
      new Promise((heard, failed) => {
        if (window.neatwork === undefined) failed(new Error('The page has no api.'))
        else window.neatwork.subscribe(heard)
      }),
  )
  expect(first).toMatchObject({ kind: 'state', state: { mode: { kind: 'home' } } })
}

/** The same preload and the app's own page, but in another window. */
const refusesASecondWindow: Probe = async (app) => {
  const reply = await app.evaluateMain(async ({ app: it, BrowserWindow }) => {
    const preload = `${it.getAppPath()}/.vite/build/preload.cjs`
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    const [own] = BrowserWindow.getAllWindows().filter((window) => window !== stranger)
    await stranger.loadURL(own?.webContents.getURL() ?? '')
    const answer: CommandReply = await stranger.webContents.executeJavaScript(
      'neatwork.call("listProblems", null)',
    )
    stranger.destroy()
    return answer
  }, null)
  expect(reply).toMatchObject({ ok: false, code: 'bad-request' })
}

/** The app's own window, but another page in it. */
const refusesAStrangersPage: Probe = async (app) => {
  const reply = await app.evaluateMain(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) throw new Error('The app has no window.')
    const home = window.webContents.getURL()
    await window.loadURL('data:text/html,<h1>stranger</h1>')
    const answer: CommandReply = await window.webContents.executeJavaScript(
      'neatwork.call("listProblems", null)',
    )
    await window.loadURL(home)
    return answer
  }, null)
  expect(reply).toMatchObject({ ok: false, code: 'bad-request' })
}

const runsNoInlineScript: Probe = async ({ page }) => {
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.probe = "ran"'
    document.head.append(script)
    return window.probe
  })
  expect(ran).toBeUndefined()
}

const staysOnItsPage: Probe = async (app) => {
  const prevented = app.evaluateMain(
    ({ BrowserWindow }) =>
      new Promise<boolean>((seen) => {
        // Added last, so it is told after the app has had its say.
        BrowserWindow.getAllWindows()[0]?.webContents.once('will-navigate', (event) =>
          seen(event.defaultPrevented),
        )
      }),
    null,
  )
  await app.page.evaluate((url) => {
    window.location.href = url
  }, ELSEWHERE)
  expect(await prevented).toBe(true)
}

const opensNoWindow: Probe = async ({ page }) => {
  await page.evaluate(() => {
    window.probe = window.open('about:blank')
  })
  await page.waitForFunction(() => window.probe === null || (window.probe as Window).closed, null, {
    timeout: 10_000,
  })
}

const asksForNothingButTheClipboard: Probe = async ({ page }) => {
  const states = await page.evaluate(async () => {
    const names = ['clipboard-write', 'geolocation', 'camera', 'notifications'] as PermissionName[]
    return await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  expect(states).toEqual(['granted', 'denied', 'denied', 'denied'])
}

export const probes = {
  "the page's commands reach the engine": callsTheEngine,
  'the page hears the state first': hearsTheState,
  'a second window with the same preload is refused': refusesASecondWindow,
  "a stranger's page in the app's own window is refused": refusesAStrangersPage,
  'inline script does not run': runsNoInlineScript,
  'the page stays where it is': staysOnItsPage,
  'the page opens no window': opensNoWindow,
  'the page may fill the clipboard and nothing else': asksForNothingButTheClipboard,
} as const satisfies Record<string, Probe>

export type ProbeName = keyof typeof probes
export const PROBE_NAMES = Object.keys(probes) as ProbeName[]
