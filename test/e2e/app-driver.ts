// Opens the app as a person would, in either of its shells, and gives specs its page. Everything above this line of
// the house is the same: one renderer, one engine.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { openElectron } from './electron-app.ts'
import { environment } from './environment.ts'

export type Shell = 'browser' | 'electron'
export const SHELLS: readonly Shell[] = ['browser', 'electron']

export interface App {
  readonly page: Page
  /** Folder of the profile; saved runs are in its `runs`. */
  readonly profile: string
  /** Quits and resolves to the exit code. */
  close(): Promise<number>
}

const root = resolve(import.meta.dirname, '../..')
/** The window's size in both shells, so that screenshots are alike. */
const VIEWPORT = { width: 1280, height: 860 }

/** Connects this spec file to the browser of its worker. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connectOverCDP(environment().endpoint)
}

/** Starts an app of its own, with a fresh profile. `args` are the app's: `--master`, `--worker LINK`, `--local`. */
export async function openApp(browser: Browser, shell: Shell, args: readonly string[] = []): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-e2e-'))
  // Relative to a folder of its own, so that pictures show no path of this machine.
  const profile = join(folder, 'lab')
  return shell === 'electron'
    ? openWindow(browser, profile, ['--profile', profile, ...args])
    : openInBrowser(browser, profile, args)
}

/** The apps of a file's tests: what one test has used goes back to its first screen, and the next test uses it again. */
export class Apps {
  readonly #shell: Shell
  readonly #idle: App[] = []
  readonly #inUse: App[] = []

  constructor(shell: Shell) {
    this.#shell = shell
  }

  async open(browser: Browser): Promise<App> {
    const app = this.#idle.pop() ?? (await openApp(browser, this.#shell))
    this.#inUse.push(app)
    return app
  }

  /** After each test. Workers, which were opened last, first: a master that goes away makes them try again. */
  async rest(): Promise<void> {
    for (const app of this.#inUse.splice(0).reverse()) {
      await beginAnew(app)
      this.#idle.unshift(app)
    }
  }

  async close(): Promise<void> {
    for (const app of [...this.#inUse, ...this.#idle].reverse()) expect(await app.close()).toBe(0)
  }
}

/** The first screen, as somebody sees it who has arranged nothing, with no saved runs. */
async function beginAnew({ page, profile }: App): Promise<void> {
  await page.evaluate(() => {
    localStorage.clear()
    history.replaceState(null, '', location.pathname + location.search)
  })
  await page.reload()
  const [first, home] = [page.getByTestId('choose-local'), page.getByTestId('go-home')]
  await first.or(home).first().waitFor()
  if (await home.isVisible()) await home.click()
  await first.waitFor()
  const runs = join(profile, 'runs')
  for (const name of existsSync(runs) ? readdirSync(runs) : []) rmSync(join(runs, name), { recursive: true })
}

async function openWindow(browser: Browser, profile: string, args: readonly string[]): Promise<App> {
  const { page, quit } = await openElectron(environment(), browser, args)
  return { page, profile, close: quit }
}

async function openInBrowser(browser: Browser, profile: string, args: readonly string[]): Promise<App> {
  const served = await serveInBrowser(['--profile', basename(profile), ...args], dirname(profile))
  const context = await browser.newContext({
    viewport: VIEWPORT,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  await page.goto(served.url)
  const close = async (): Promise<number> => {
    await context.close()
    return await served.stop()
  }
  return { page, profile, close }
}

export interface ServedApp {
  /** Address of the page, with its token. */
  readonly url: string
  stop(): Promise<number>
}

/** `npm start -- --no-open`, without npm in between. */
export async function serveInBrowser(args: readonly string[], folder = root): Promise<ServedApp> {
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), '--no-open', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<number>((done) => child.once('exit', (code) => done(code ?? -1)))
  const url = await printedAddress(child)
  const stop = (): Promise<number> => {
    child.kill('SIGTERM')
    return exited
  }
  return { url, stop }
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let text = ''
    const read = (chunk: string): void => {
      text += chunk
      const address = /http:\/\/\S+token=[\w-]+(?=\s)/.exec(text)?.[0]
      if (address !== undefined) found(address)
    }
    child.stdout?.setEncoding('utf8').on('data', read)
    child.stderr?.setEncoding('utf8').on('data', read)
    child.once('exit', (code) => failed(new Error(`npm start ended with ${code}: ${text}`)))
  })
}
