// The Electron layer: window, preload, IPC, protocol and process, on real Electron or on its double. And whether these
// specs would notice if a safeguard went missing.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ElectronApp, openElectron, startAgain } from './electron-app.ts'
import { PROBE_NAMES, type ProbeName, probes } from './electron-probes.ts'
import { environment } from './environment.ts'
import { type Mutation, mutate } from './mutant.ts'

const machine = environment()
let browser: Browser

beforeAll(async () => {
  browser = await chromium.connectOverCDP(machine.endpoint)
})
afterAll(() => browser.close())

const freshProfile = (): string => mkdtempSync(join(tmpdir(), 'neatwork-profile-'))
const open = (profile: string, appFolder?: string): Promise<ElectronApp> =>
  openElectron(machine, browser, ['--profile', profile], appFolder)

describe('the app as built', () => {
  let app: ElectronApp

  beforeAll(async () => {
    app = await open(freshProfile())
  })
  afterAll(() => app.quit())

  test.each(PROBE_NAMES)('%s', (name) => probes[name](app))

  test('the page finds neither Node nor ipcRenderer', async () => {
    const found = await app.page.evaluate(() =>
      ['require', 'process', 'module', 'ipcRenderer'].filter((name) => name in window),
    )
    expect(found).toEqual([])
    expect(await app.page.evaluate(() => Object.keys(window.neatwork ?? {}).sort())).toEqual([
      'call',
      'desktop',
      'subscribe',
    ])
  })

  test('a function in a request is refused before it leaves the page', async () => {
    const refused = await app.page.evaluate(() =>
      window.neatwork
        ?.call('goHome', () => 1)
        .then(
          () => 'accepted',
          () => 'refused',
        ),
    )
    expect(refused).toBe('refused')
  })

  test('a command that the typed map lacks is refused by name', async () => {
    const reply = await app.page.evaluate(() => window.neatwork?.call('quit', null))
    expect(reply).toMatchObject({ ok: false, code: 'bad-request' })
  })

  test('a run that is solved is told to whoever looks elsewhere, and leaves the taskbar', async () => {
    await app.page.evaluate(async () => {
      const defaults = await window.neatwork?.call('defaultRunRequest', null)
      const request = defaults?.ok === true ? defaults.value : null
      const small = { role: 'local', problem: 'xor', localSlots: 1, seed: 1 }
      await window.neatwork?.call('startRun', { ...(request as object), ...small })
    })
    await app.page.locator('[data-testid="run-status"][data-status="ended"]').waitFor()
    await app.page.evaluate(() => window.neatwork?.call('goHome', null))
    // Only the double notes what was shown; the real desktop shows it to people.
    if (machine.electronBinary !== null) return
    const shown = await app.evaluateMain(({ BrowserWindow, Notification }) => {
      const noted = Notification as unknown as { readonly shown: readonly { readonly title: string }[] }
      const window = BrowserWindow.getAllWindows()[0] as unknown as { readonly progressBar: object }
      return { titles: noted.shown.map(({ title }) => title), progressBar: window.progressBar }
    }, null)
    expect(shown).toEqual({ titles: ['xor is solved'], progressBar: { value: -1, mode: 'normal' } })
  })

  test('the application menu is set', async () => {
    expect(
      await app.evaluateMain(({ Menu }) => Menu.getApplicationMenu()?.items.length ?? 0, null),
    ).toBeGreaterThan(3)
  })
})

describe('one instance per profile', () => {
  test('a second start with the same profile ends and brings the first window to the front', async () => {
    const profile = freshProfile()
    const app = await open(profile)
    const noticed = app.evaluateMain(
      ({ app: it }) => new Promise<boolean>((seen) => it.once('second-instance', () => seen(true))),
      null,
    )
    expect(await startAgain(machine, ['--profile', profile])).toBe(0)
    expect(await noticed).toBe(true)
    expect(await app.quit()).toBe(0)
  })

  test('another profile opens beside it, and both quit with 0', async () => {
    const [first, second] = [await open(freshProfile()), await open(freshProfile())]
    await probes["the page's commands reach the engine"](second)
    expect(await Promise.all([first.quit(), second.quit()])).toEqual([0, 0])
  })

  test('a command line that asks for two things ends with a sentence and 2', async () => {
    expect(await startAgain(machine, ['--master', '--local'])).toBe(2)
  })
})

// Each row takes one thing out of the built app; exactly the probe that it names has to notice.
const mutations: readonly (readonly [title: string, noticedBy: ProbeName, mutation: Mutation])[] = [
  [
    'an empty preload',
    "the page's commands reach the engine",
    { file: 'preload.cjs', from: /^[\s\S]*$/, to: '' },
  ],
  [
    'no handler for commands',
    "the page's commands reach the engine",
    {
      file: 'main.cjs',
      from: /electron\.ipcMain\.handle\(COMMAND_CHANNEL/,
      to: '(() => {})(COMMAND_CHANNEL',
    },
  ],
  [
    'no listener for subscriptions',
    'the page hears the state first',
    {
      file: 'main.cjs',
      from: /electron\.ipcMain\.on\(SUBSCRIBE_CHANNEL/,
      to: '(() => {})(SUBSCRIBE_CHANNEL',
    },
  ],
  [
    'a sender check that forgets the window',
    'a second window with the same preload is refused',
    { file: 'main.cjs', from: /sender\.id === window\.webContents\.id/, to: 'true' },
  ],
  [
    'a sender check that forgets the page',
    "a stranger's page in the app's own window is refused",
    { file: 'main.cjs', from: /isAppUrl\(senderFrame\.url\)/, to: 'true' },
  ],
  [
    'a content security policy with unsafe-inline',
    'inline script does not run',
    { file: 'main.cjs', from: /script-src 'self'/, to: "script-src 'self' 'unsafe-inline'" },
  ],
  [
    'navigation that nobody prevents',
    'the page stays where it is',
    { file: 'main.cjs', from: /page\.on\("will-navigate"/, to: '(() => {})("will-navigate"' },
  ],
  [
    'windows allowed',
    'the page opens no window',
    { file: 'main.cjs', from: /action: "deny"/, to: 'action: "allow"' },
  ],
  [
    'no permission handlers',
    'the page may fill the clipboard and nothing else',
    { file: 'main.cjs', from: /\trestrictPermissions\(/, to: '\t(() => {})(' },
  ],
]

describe('an app with one safeguard less is noticed', () => {
  test.each(mutations)('%s: noticed by "%s"', async (_title, noticedBy, mutation) => {
    const app = await open(freshProfile(), mutate(mutation))
    try {
      await expect(within(2500, probes[noticedBy](app))).rejects.toThrow()
    } finally {
      await app.quit()
    }
  })
})

/** Some probes of a broken app wait for what never comes; that is noticed too. */
function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((_, failed) => {
    timer = setTimeout(() => failed(new Error(`Nothing happened for ${limitMs} ms.`)), limitMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
