// Once for all specs: builds what they open, starts the browsers, decides whether Electron is real, and says so in one
// line and in output/environment.json.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildElectron } from '../../scripts/build-electron.mjs'
import { findElectron } from '../../scripts/electron-binary.mjs'
import { chooseBrowser, startBrowser } from './browser.ts'

export interface MachineForSpecs {
  /** DevTools addresses, one for each worker of Vitest. */
  readonly endpoints: readonly string[]
  readonly browser: string
  /** Electron's executable, or null when its double stands in. */
  readonly electronBinary: string | null
  /** X display for the real Electron, when one had to be started. */
  readonly display: string | null
}

declare module 'vitest' {
  interface ProvidedContext {
    e2e: MachineForSpecs
  }
}

const root = resolve(import.meta.dirname, '../..')
const OUTPUT_FOLDER = join(root, 'test/e2e/output')

// biome-ignore lint/style/noDefaultExport: Vitest takes a global setup's default export.
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(OUTPUT_FOLDER, { recursive: true })
  await buildApp()
  const choice = chooseBrowser()
  const browsers = await Promise.all(
    Array.from({ length: project.config.maxWorkers }, () => startBrowser(choice)),
  )
  const electron = await decideElectron()
  const environment: MachineForSpecs = {
    endpoints: browsers.map(({ endpoint }) => endpoint),
    browser: `${choice.name} (${browsers[0]?.version})`,
    electronBinary: electron.binary,
    display: electron.display,
  }
  project.provide('e2e', environment)
  report(environment.browser, electron.sentence)
  return async () => {
    electron.display === null || electron.xvfb?.kill()
    await Promise.all(browsers.map((browser) => browser.close()))
  }
}

/** Everything as `npm run build` and Forge make it; with NEATWORK_BUILT=1 what is there is taken as it is. */
async function buildApp(): Promise<void> {
  if (process.env['NEATWORK_BUILT'] === '1') return
  const done = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: root,
    encoding: 'utf8',
    env: buildPath(),
  })
  if (done.status !== 0) throw new Error(`npm run build failed:\n${done.stdout}${done.stderr}`)
  await buildElectron()
}

/** As npm does it: the project's own tools first. */
function buildPath(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` }
}

interface ElectronDecision {
  readonly binary: string | null
  readonly display: string | null
  readonly xvfb?: ChildProcess
  readonly sentence: string
}

async function decideElectron(): Promise<ElectronDecision> {
  const found = findElectron(root)
  const double = (reason: string) => ({
    binary: null,
    display: null,
    sentence: `its double, because: ${reason}`,
  })
  if (found.path === null) return double(found.reason)
  const sentence = `real, ${found.path}`
  if (
    process.platform !== 'linux' ||
    process.env['DISPLAY'] !== undefined ||
    process.env['WAYLAND_DISPLAY'] !== undefined
  )
    return { binary: found.path, display: null, sentence }
  const server = await startXvfb()
  if (server === null) return double('the binary is here, but there is no display and no Xvfb to make one.')
  return { binary: found.path, ...server, sentence: `${sentence}, on Xvfb ${server.display}` }
}

/** A virtual display of its own number, or null where Xvfb isn't installed. */
function startXvfb(): Promise<{ readonly display: string; readonly xvfb: ChildProcess } | null> {
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1200x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return new Promise((resolved) => {
    xvfb.once('error', () => resolved(null))
    xvfb.once('exit', () => resolved(null))
    xvfb.stdout?.setEncoding('utf8').once('data', (number: string) => {
      resolved({ display: `:${number.trim()}`, xvfb })
    })
  })
}

function report(browser: string, electron: string): void {
  writeFileSync(
    join(OUTPUT_FOLDER, 'environment.json'),
    `${JSON.stringify({ browser, electron }, null, 2)}\n`,
  )
  process.stdout.write(`end-to-end: browser ${browser}; Electron: ${electron}\n`)
}
