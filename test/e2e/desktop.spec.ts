// Several windows of one run, and what the desktop hands over: links that were followed and files that were opened.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ElectronApp, openElectron, startAgain } from './electron-app.ts'
import { environment } from './environment.ts'

const machine = environment()
const LINK = `neatwork://join/127.0.0.1:9?cert=none&token=${'J'.repeat(22)}`
let browser: Browser

beforeAll(async () => {
  browser = await chromium.connectOverCDP(machine.endpoint)
})
afterAll(() => browser.close())

const freshProfile = (): string => mkdtempSync(join(tmpdir(), 'neatwork-profile-'))

/** Clicks in the menu of the app, where the dialog of files gives `path`; resolves to the message that follows, if any. */
const clickInMenu = async (app: ElectronApp, label: string, path: string | null) =>
  await app.evaluateMain(
    async ({ Menu, dialog }, wanted) => {
      const canceled = wanted.path === null
      const filePath = wanted.path ?? ''
      dialog.showOpenDialog = async () => ({ canceled, filePaths: [filePath] })
      dialog.showSaveDialog = async () => ({ canceled, filePath })
      const told = new Promise<{ readonly message: string }>((hear) => {
        dialog.showMessageBox = async (...args: readonly unknown[]) => {
          hear(args.at(-1) as { readonly message: string })
          return { response: 0, checkboxChecked: false }
        }
      })
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
      items.find((item) => item.label === wanted.label)?.click()
      return wanted.label === 'Open…' ? null : await told
    },
    { label, path },
  )

describe('a window and what is opened from outside', () => {
  const profile = freshProfile()
  let app: ElectronApp

  beforeAll(async () => {
    app = await openElectron(machine, browser, ['--profile', profile])
  })
  afterAll(() => app.quit())

  const follow = (link: string) =>
    app.evaluateMain(({ app: it }, text) => {
      it.emit('open-url', { preventDefault: () => {} }, text)
    }, link)

  const modeOf = async () =>
    await app.page.evaluate(
      () =>
        new Promise((heard) =>
          window.neatwork?.subscribe((event) => event.kind === 'state' && heard(event.state.mode.kind)),
        ),
    )

  test('a join link asks first: nothing is joined until somebody says so', async () => {
    // Twice: it is asked about once.
    await follow(LINK)
    await follow(LINK)
    const asked = app.page.getByTestId('join-asked')
    await asked.waitFor()
    expect(await asked.innerText()).toContain('127.0.0.1:9')
    expect(await modeOf()).toBe('home')
    await app.page.getByTestId('join-decline').click()
    await asked.waitFor({ state: 'detached' })
    expect(await modeOf()).toBe('home')
  })

  test('a link that is none is refused in a sentence', async () => {
    await follow('neatwork://elsewhere/x')
    const said = app.page.getByTestId('open-refused')
    await said.waitFor()
    expect(await said.innerText()).toContain('is not a join link')
    await app.page.keyboard.press('Escape')
    await said.waitFor({ state: 'detached' })
  })

  test('a file that a second start names is opened in the window that is there', async () => {
    const path = join(profile, 'settings.jsonc')
    writeFileSync(path, '{}')
    expect(await startAgain(machine, ['--profile', profile, path])).toBe(0)
    const said = app.page.getByText('settings.jsonc')
    await said.waitFor()
    await app.page.keyboard.press('Escape')
    await said.waitFor({ state: 'detached' })
  })

  test('about names all versions, finds licences, and says what is wrong with a place to look for releases', async () => {
    await app.evaluateMain(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
      items.find(({ label }) => label === 'About Neatwork')?.click()
    }, null)
    const { page } = app
    await page.getByTestId('about-versions').waitFor()
    expect(await page.getByTestId('about-versions').innerText()).toMatch(/Electron .*\nChromium .*\nNode \d/)
    await page.getByTestId('search-licences').fill('zustand')
    expect(await page.getByTestId('licences').getByRole('row').allInnerTexts()).toEqual([
      expect.stringMatching(/^zustand\s.*MIT$/),
    ])
    expect(await page.getByTestId('updates').innerText()).toBe('Nothing is looked up.')
    await page.getByTestId('update-feed').fill('http://127.0.0.1:9/latest.yml')
    await page.getByTestId('look-for-updates').click()
    await page.getByText('must begin with https://').waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('about').waitFor({ state: 'detached' })
  })

  test('File, Open… asks for a file, which the window opens', async () => {
    const path = join(profile, 'chosen.jsonc')
    writeFileSync(path, '{ "problem": "xor", "seed": 77 }')
    await clickInMenu(app, 'Open…', path)
    await app.page.getByTestId('prefilled').getByText('chosen.jsonc').waitFor()
    expect(await app.page.getByTestId('field-seed').inputValue()).toBe('77')
    await app.page.reload()
  })

  test('File, Export Run… says so where there is no run', async () => {
    expect(await clickInMenu(app, 'Export Run…', null)).toMatchObject({
      message: 'There is no run to export',
    })
  })

  test('once somebody says so the master is asked, and what comes of it is said where it was asked', async () => {
    await follow(LINK)
    await app.page.getByTestId('join-confirm').click()
    const said = app.page.getByTestId('join-asked').getByTestId('command-error')
    await said.waitFor()
    expect(await said.innerText()).not.toBe('')
  })
})

test('a run is exported and opened; a second window shows it, and either closes without the other', async () => {
  const profile = freshProfile()
  const app = await openElectron(machine, browser, ['--profile', profile])
  await app.page.evaluate(async () => {
    const defaults = await window.neatwork?.call('defaultRunRequest', null)
    const request = defaults?.ok === true ? defaults.value : null
    const small = { role: 'local', problem: 'xor', localSlots: 1, seed: 1 }
    await window.neatwork?.call('startRun', { ...(request as object), ...small })
  })
  await app.page.locator('[data-testid="run-status"][data-status="ended"]').waitFor()
  // The ending is added where the dialog left it out.
  const exported = await clickInMenu(app, 'Export Run…', join(profile, 'mine'))
  expect(exported).toMatchObject({ message: 'The run was exported', detail: join(profile, 'mine.neatwork') })
  await clickInMenu(app, 'Open…', join(profile, 'mine.neatwork'))
  await app.page.getByTestId('opened-run').getByText('xor').waitFor()
  await app.page.keyboard.press('Escape')
  expect(await clickInMenu(app, 'Export Run…', join(profile, 'mine'))).toMatchObject({
    message: 'The run could not be exported',
    detail: expect.stringContaining('is there already'),
  })
  const second = await app.evaluateMain(async ({ BrowserWindow, Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
    items.find(({ label }) => label === 'New Window')?.click()
    const [first, other] = BrowserWindow.getAllWindows().sort((a, b) => a.id - b.id)
    if (first === undefined || other === undefined) throw new Error('There is no second window.')
    await new Promise<void>((loaded) => other.webContents.once('did-finish-load', () => loaded()))
    // How soon is measured by `npm run bench -- ui`.
    const look = `new Promise((seen) => {
      const look = () => {
        const status = document.querySelector('[data-testid="run-status"]')?.dataset.status
        if (status !== undefined) seen(status)
        else requestAnimationFrame(look)
      }
      look()
    })`
    const status: string = await other.webContents.executeJavaScript(look)
    first.close()
    const call = 'neatwork.call("listProblems", null)'
    const answer: { readonly ok: boolean } = await other.webContents.executeJavaScript(call)
    return { status, answers: answer.ok, open: BrowserWindow.getAllWindows().length }
  }, null)
  expect(second).toMatchObject({ status: 'ended', answers: true })
  // How an app ends is electron-layer.spec.ts's business; here a page may still be on its way out.
  await app.quit()
})

test('a window opens where it stood, in the size that it had', async () => {
  const profile = freshProfile()
  const bounds = { x: 40, y: 60, width: 1000, height: 700 }
  const first = await openElectron(machine, browser, ['--profile', profile])
  await first.evaluateMain(({ BrowserWindow }, to) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(to)
  }, bounds)
  expect(await first.quit()).toBe(0)
  expect(JSON.parse(readFileSync(join(profile, 'windows.json'), 'utf8')).windows).toEqual([
    { ...bounds, isMaximized: false },
  ])
  const again = await openElectron(machine, browser, ['--profile', profile])
  const stands = await again.evaluateMain(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    null,
  )
  expect(stands).toEqual(bounds)
  expect(await again.quit()).toBe(0)
})

/** Message boxes of the double; on real Electron nobody is there to press their buttons. */
describe.skipIf(machine.electronBinary !== null)('what the app says in boxes', () => {
  test('a page that has ended is loaded again; a failure is reported at the next start', async () => {
    const profile = freshProfile()
    const app = await openElectron(machine, browser, ['--profile', profile])
    const boxes = await app.evaluateMain(async ({ BrowserWindow, dialog }) => {
      const double = dialog as unknown as { response: number | null; messages: { detail: string }[] }
      const page = BrowserWindow.getAllWindows()[0]?.webContents
      if (page === undefined) throw new Error('The app has no window.')
      double.response = 0
      const loaded = new Promise<void>((done) => page.once('did-finish-load', () => done()))
      page.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
      await loaded
      return double.messages.map(({ detail }) => detail)
    }, null)
    expect(boxes[0]).toContain('Evolution goes on')
    await app.evaluateMain(() => {
      setTimeout(() => {
        throw new Error('tried out')
      }, 10)
    }, null)
    const report = join(profile, 'crash-report.txt')
    await expect.poll(() => existsSync(report)).toBe(true)
    expect(readFileSync(report, 'utf8')).toContain('tried out')
    const again = await openElectron(machine, browser, ['--profile', profile])
    const offered = await again.evaluateMain(
      ({ dialog }) => (dialog as unknown as { messages: { message: string }[] }).messages[0]?.message,
      null,
    )
    expect(offered).toContain('failed when it was open last')
    expect(await again.quit()).toBe(0)
  })
})

test('what the system starts works without a window: minimised, or in the tray of a desktop that has one', async (context) => {
  if (process.platform !== 'linux') context.skip('desktops without a tray are a matter of Linux')
  const profile = freshProfile()
  // A master of the last time, which is away.
  const link = `neatwork://join/127.0.0.1:9?cert=${'c'.repeat(43)}&token=${'J'.repeat(22)}`
  const master = { link, name: 'desk', slots: 1, onlyWhenIdle: null, joinedAtMs: 1 }
  writeFileSync(join(profile, 'masters.json'), JSON.stringify({ version: 1, masters: [master] }))
  const { DBUS_SESSION_BUS_ADDRESS: bus } = process.env
  process.env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${profile}/nobody`
  const app = await openElectron(machine, browser, ['--hidden', '--profile', profile])
  if (bus === undefined) delete process.env['DBUS_SESSION_BUS_ADDRESS']
  else process.env['DBUS_SESSION_BUS_ADDRESS'] = bus
  await app.page.getByTestId('worker-status').waitFor()
  const minimised = () =>
    app.evaluateMain(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isMinimized()),
      null,
    )
  expect(await minimised()).toEqual([true])
  await app.evaluateMain(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.restore()
    BrowserWindow.getAllWindows()[0]?.close()
  }, null)
  expect(await minimised()).toEqual([true])
  expect(await app.page.getByTestId('works-on-in').innerText()).toContain('has no tray')

  // A tray comes up meanwhile.
  const busctl = join(profile, 'busctl')
  writeFileSync(busctl, '#!/bin/sh\necho b true\n', { mode: 0o755 })
  await app.evaluateMain((_electron, folder) => {
    process.env['PATH'] = `${folder}:${process.env['PATH']}`
  }, profile)

  // On and off by the switch, in the folder of this account's desktop.
  await app.evaluateMain(({ app: it }, folder) => it.setPath('appData', folder), profile)
  const entry = join(profile, 'autostart/neatwork.desktop')
  const atLogin = app.page.getByTestId('start-at-login')
  await atLogin.click()
  await expect.poll(() => existsSync(entry)).toBe(true)
  expect(readFileSync(entry, 'utf8')).toContain(`"--hidden" "--profile" "${profile}"`)
  await atLogin.click()
  await expect.poll(() => existsSync(entry)).toBe(false)

  // Only the double's tray can be read.
  if (machine.electronBinary !== null) return void (await app.quit())
  const tray = () =>
    app.evaluateMain(({ Tray }) => {
      const noted = Tray as unknown as { readonly shown: readonly { readonly toolTip: string }[] }
      return noted.shown.map(({ toolTip }) => toolTip)
    }, null)
  await expect.poll(tray, { timeout: 15_000 }).toEqual([expect.stringMatching(/127\.0\.0\.1:9/)])
  const clickInTray = (label: string) =>
    app.evaluateMain(({ Tray, BrowserWindow }, wanted) => {
      const noted = Tray as unknown as {
        readonly shown: readonly { readonly menu: { readonly items: readonly Electron.MenuItem[] } }[]
      }
      noted.shown[0]?.menu.items.find((item) => item.label === wanted)?.click()
      return BrowserWindow.getAllWindows().length
    }, label)
  await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), null)
  await expect.poll(minimised).toEqual([])
  const told = await app.evaluateMain(({ Notification }) => {
    const noted = Notification as unknown as { readonly shown: readonly { readonly body: string }[] }
    return noted.shown.map(({ body }) => body)
  }, null)
  expect(told).toEqual([expect.stringContaining('has no tray')])
  expect(await clickInTray('Show Neatwork')).toBe(1)
  expect(await app.quit()).toBe(0)
})
