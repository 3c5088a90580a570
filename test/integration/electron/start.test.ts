// npm start: which way it goes, and that it says why.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')

interface Started {
  readonly process: ChildProcess
  readonly exited: Promise<number | null>
  /** Standard output once it matches. */
  printed(wanted: RegExp): Promise<string>
}

function start(args: readonly string[], env: Record<string, string>): Started {
  const profile = mkdtempSync(join(tmpdir(), 'neatwork-start-'))
  const child = spawn(process.execPath, ['scripts/start.mjs', '--profile', profile, ...args], {
    cwd: root,
    // BROWSER is what the desktop's opener would start.
    env: { ...process.env, BROWSER: 'true', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  const exited = new Promise<number | null>((done) => child.once('exit', done))
  const printed = (wanted: RegExp): Promise<string> =>
    new Promise((found, failed) => {
      const look = (): void => {
        if (wanted.test(text)) found(text)
      }
      child.stdout.on('data', look)
      child.once('exit', () => failed(new Error(`It ended without printing ${wanted}: ${text}`)))
      look()
    })
  return { process: child, exited, printed }
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+\s/
const empty = mkdtempSync(join(tmpdir(), 'neatwork-no-electron-'))

test('a folder in which nothing is installed says what comes first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-fresh-'))
  for (const name of ['start.mjs', 'electron-binary.mjs']) {
    cpSync(join(root, 'scripts', name), join(folder, 'scripts', name))
  }
  const { status, stderr } = spawnSync(process.execPath, ['scripts/start.mjs'], {
    cwd: folder,
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  expect([status, stderr]).toEqual([
    1,
    'Nothing is installed or built in this folder yet: run `npm ci` first.\n',
  ])
})

test("without Electron's binary one line says why, and the browser's address follows", async () => {
  const started = start([], { ELECTRON_OVERRIDE_DIST_PATH: empty })
  const text = await started.printed(ADDRESS)
  const [why, address] = text.split('\n')
  expect(why).toMatch(/^Electron's binary isn't at .+ Carrying on in the browser\.$/)
  expect(address).toMatch(/http:/)
  started.process.kill('SIGTERM')
  expect(await started.exited).toBe(0)
})

test('--no-open prints the address and complains about nothing', async () => {
  const started = start(['--no-open', '--local'], { ELECTRON_OVERRIDE_DIST_PATH: empty })
  expect(await started.printed(ADDRESS)).not.toContain('Electron')
  started.process.kill('SIGTERM')
  expect(await started.exited).toBe(0)
})

test('an unknown option ends with the reason and not with 0', async () => {
  const started = start(['--no-open', '--worker'], {})
  expect(await started.exited).not.toBe(0)
})

test.skipIf(process.platform === 'win32')(
  'with the binary it is started on this folder with all options, and its exit code is handed on',
  async () => {
    const dist = mkdtempSync(join(tmpdir(), 'neatwork-fake-electron-'))
    writeFileSync(join(dist, 'electron'), '#!/bin/sh\necho "started with $*"\nexit 7\n')
    chmodSync(join(dist, 'electron'), 0o755)
    const started = start(['--master'], { ELECTRON_OVERRIDE_DIST_PATH: dist, DISPLAY: ':0' })
    const text = await started.printed(/started with/)
    expect(text).toContain(`started with ${root} --profile `)
    expect(text).toMatch(/--master\n/)
    expect(await started.exited).toBe(7)
  },
)
