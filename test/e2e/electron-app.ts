// Opens the Electron app: the real one where its binary is, otherwise the same built main process on the double.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import type * as Electron from 'electron'
import { _electron, type Browser, type Page } from 'playwright-core'
import type { E2eEnvironment } from './environment.ts'

/** Runs in the app's main process: gets the `electron` module, real or double, and one cloneable argument. */
export type MainFunction<Argument, Result> = (
  electron: typeof Electron,
  argument: Argument,
) => Result | Promise<Result>

export interface ElectronApp {
  readonly page: Page
  evaluateMain<Argument, Result>(run: MainFunction<Argument, Result>, argument: Argument): Promise<Result>
  /** Quits as a person would and resolves to the exit code. */
  quit(): Promise<number>
}

const root = resolve(import.meta.dirname, '../..')
const REGISTER = join(root, 'test/electron-double/register.ts')

export async function openElectron(
  environment: E2eEnvironment,
  browser: Browser,
  args: readonly string[],
  appFolder = root,
): Promise<ElectronApp> {
  const app =
    environment.electronBinary === null
      ? await openDouble(environment, browser, args, appFolder)
      : await openReal(environment, environment.electronBinary, args, appFolder)
  await app.evaluateMain(loaded, null)
  return app
}

/** The browser shows a page earlier than the main process is told; specs begin when both agree. */
const loaded: MainFunction<null, void> = ({ BrowserWindow }) =>
  new Promise((done) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents
    if (page === undefined || page.isLoading()) page?.once('did-finish-load', () => done())
    else done()
  })

async function openReal(
  { display }: E2eEnvironment,
  executablePath: string,
  args: readonly string[],
  appFolder: string,
): Promise<ElectronApp> {
  const app = await _electron.launch({
    executablePath,
    args: [...electronArguments(appFolder), ...args],
    env: { ...definedEnv(), ...(display === null ? {} : { DISPLAY: display }) },
  })
  const page = await app.firstWindow()
  const exited = exitCode(app.process())
  return {
    page,
    evaluateMain: (run, argument) => app.evaluate(run as never, argument) as never,
    quit: async () => {
      // The connection may end with the app, before the answer is back.
      await app.evaluate(({ app: it }) => it.quit()).catch(() => null)
      return await exited
    },
  }
}

async function openDouble(
  { endpoint }: E2eEnvironment,
  browser: Browser,
  args: readonly string[],
  appFolder: string,
): Promise<ElectronApp> {
  const instance = randomUUID().slice(0, 8)
  const main = startDouble(endpoint, args, { appFolder, instance })
  const page = await Promise.race([
    pageOf(browser, instance),
    main.exited.then((code) => failedStart(code, main.stderr())),
  ])
  return {
    page,
    evaluateMain: (run, argument) => evaluate(main, String(run), argument) as never,
    quit: () => {
      main.process.kill('SIGTERM')
      return main.exited
    },
  }
}

export interface DoubleProcess {
  readonly process: ChildProcess
  readonly exited: Promise<number>
  stderr(): string
}

/** Starts the main process of the app in `appFolder` under Node with the double for `electron`. */
export function startDouble(
  endpoint: string,
  args: readonly string[],
  { appFolder = root, instance = randomUUID().slice(0, 8) } = {},
): DoubleProcess {
  const child = spawn(
    process.execPath,
    ['--import', REGISTER, join(appFolder, '.vite/build/main.cjs'), ...args],
    {
      env: { ...process.env, NEATWORK_DOUBLE_CDP: endpoint, NEATWORK_DOUBLE_INSTANCE: instance },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    },
  )
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
  })
  return { process: child, exited: exitCode(child), stderr: () => stderr }
}

/** Starts the app once more and resolves to its exit code; for starts that have to end by themselves. */
export function startAgain(
  { electronBinary, endpoint, display }: E2eEnvironment,
  args: readonly string[],
): Promise<number> {
  if (electronBinary === null) return startDouble(endpoint, args).exited
  const env = { ...process.env, ...(display === null ? {} : { DISPLAY: display }) }
  return exitCode(spawn(electronBinary, [...electronArguments(root), ...args], { env, stdio: 'ignore' }))
}

/** Chromium's sandbox can't start as root, and specs in containers run as root. */
function electronArguments(appFolder: string): string[] {
  return process.getuid?.() === 0 ? [appFolder, '--no-sandbox'] : [appFolder]
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((done) => child.once('exit', (code) => done(code ?? -1)))
}

function failedStart(code: number, stderr: string): never {
  throw new Error(`The app ended with ${code} before its window opened: ${stderr}`)
}

/** The page whose address carries the instance's name; the double gives every app one of its own. */
async function pageOf(browser: Browser, instance: string): Promise<Page> {
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('The browser has no default context.')
  const isOurs = (page: Page): boolean => page.url().includes(`.${instance}.invalid/`)
  return await new Promise((found) => {
    const look = (page: Page): void => {
      if (isOurs(page)) found(page)
      else page.on('framenavigated', () => isOurs(page) && found(page))
    }
    context.on('page', look)
    context.pages().forEach(look)
  })
}

let lastEvaluation = 0

function evaluate(main: DoubleProcess, source: string, argument: unknown): Promise<unknown> {
  const id = ++lastEvaluation
  const child = main.process
  return new Promise((done, failed) => {
    // Nobody would answer any more, and why the app has ended stands there.
    void main.exited.then((code) => failed(new Error(`The app ended with ${code}: ${main.stderr()}`)))
    const onMessage = (message: { id?: number; ok?: boolean; value?: unknown; message?: string }): void => {
      if (message.id !== id) return
      child.off('message', onMessage)
      if (message.ok === true) done(message.value)
      else failed(new Error(message.message))
    }
    child.on('message', onMessage)
    child.send({ kind: 'evaluate', id, source, argument })
  })
}

function definedEnv(): Record<string, string> {
  const entries = Object.entries(process.env)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
