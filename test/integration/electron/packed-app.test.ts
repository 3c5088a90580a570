// What goes into the app: the real archive is built by the packager's rules, listed, held to a budget, unpacked into an
// empty folder and started there, so that nothing that it needs can be missing. Electron's binary alone isn't in it; the
// workflows pack and test with that.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { python } from '../python/python-here.ts'
import { listed, type PackagerConfig, packApp, unpackApp } from './packed-app.ts'

const root = resolve(import.meta.dirname, '../../..')
/** What is downloaded by every machine of a lab. Electron's own 100 MB come on top. */
const MOST_BYTES = 12 * 1024 * 1024
const place = mkdtempSync(join(tmpdir(), 'neatwork-packed-'))
let archive = ''

beforeAll(async () => {
  const file = join(root, 'node_modules/@electron-forge/core/dist/util/forge-config.js')
  const { default: resolveConfig } = await import(pathToFileURL(file).href)
  const { packagerConfig }: { packagerConfig: PackagerConfig } = await resolveConfig(root)
  archive = await packApp(packagerConfig, join(place, 'stage'), join(place, 'resources'))
}, 120_000)
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('the archive holds the bundles, the screens with their help, the licences and nothing else', () => {
  const paths = listed(archive).filter((path) => !path.startsWith('unpacked '))
  const isScreen = (path: string) => path.startsWith('/.vite/renderer/main_window/')
  // Chunks that bundles share carry a hash in their names.
  const isChunk = (path: string) => /^\/\.vite\/build\/[\w-]+-[\w-]{8}\.cjs$/.test(path)
  expect(paths.filter((path) => !isScreen(path) && !isChunk(path)).sort()).toEqual([
    '/.vite',
    '/.vite/build',
    '/.vite/build/evaluator-thread.cjs',
    '/.vite/build/main.cjs',
    '/.vite/build/own-process.cjs',
    '/.vite/build/preload.cjs',
    '/.vite/renderer',
    '/.vite/renderer/main_window',
    '/LICENSE',
    '/THIRD_PARTY_LICENSES.md',
    '/assets',
    '/assets/tray',
    '/assets/tray/tray.ico',
    '/assets/tray/tray.png',
    '/assets/tray/trayTemplate.png',
    '/assets/tray/trayTemplate@2x.png',
    '/package.json',
  ])
  const screens = paths.filter(isScreen).map((path) => path.slice('/.vite/renderer/main_window'.length))
  expect(screens).toContain('/index.html')
  expect(screens).toContain('/help/index.html')
  // Sources and their maps are for people who build the app; the help has examples to read.
  const isSource = (path: string) => /\.(tsx?|map)$/.test(path) && !path.startsWith('/help/examples/')
  expect(screens.filter(isSource)).toEqual([])
})

test('the Python package lies beside the archive, where Python can read it', () => {
  const unpacked = listed(archive).filter((path) => path.startsWith('unpacked '))
  const sources = readdirSync(join(root, 'python/neatwork')).filter((name) => /\.(py|typed)$/.test(name))
  const expected = ['/python', '/python/neatwork', ...sources.map((name) => `/python/neatwork/${name}`)]
  expect(unpacked.map((path) => path.slice('unpacked '.length)).sort()).toEqual(expected.sort())
  for (const name of sources)
    expect(existsSync(join(`${archive}.unpacked`, 'python/neatwork', name)), name).toBe(true)
})

test('the archive keeps within its budget, and carries the version of this project', () => {
  const { size } = statSync(archive)
  console.log(`app.asar: ${(size / 1024 / 1024).toFixed(1)} MB of ${MOST_BYTES / 1024 / 1024} MB`)
  expect(size).toBeLessThan(MOST_BYTES)
  const header = readFileSync(join(place, 'stage/package.json'), 'utf8')
  expect(JSON.parse(header).version).toBe(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  )
})

interface Said {
  readonly opened?: true
  readonly reply?: { readonly ok: boolean; readonly value?: Record<string, unknown> }
  readonly event?: {
    readonly kind: string
    readonly status?: { readonly kind: string } & Record<string, unknown>
  }
}

/** Starts the main process of an unpacked app; `PATH` and `NODE_PATH` lead to nothing of this project. */
async function startApp(app: string, ...args: readonly string[]) {
  const all = ['--local', '--profile', join(place, 'profile'), ...args]
  const child = fork(join(app, '.vite/build/main.cjs'), all, {
    cwd: place,
    execArgv: ['--import', pathToFileURL(join(import.meta.dirname, 'bare-electron.ts')).href],
    env: {
      ...{ PATH: '/usr/bin:/bin', NEATWORK_HOME: join(place, 'home'), NEATWORK_DISCOVERY: 'off' },
      ...(python !== null && { NEATWORK_PYTHON: python.command }),
    },
  })
  const waiting = new Set<(said: Said) => void>()
  child.on('message', (said: Said) => {
    for (const hear of waiting) hear(said)
  })
  const heard = (isIt: (said: Said) => boolean): Promise<Said> =>
    new Promise((found, failed) => {
      child.once('exit', (code) => failed(new Error(`The app ended with code ${code}.`)))
      const hear = (said: Said): void => {
        if (!isIt(said)) return
        waiting.delete(hear)
        found(said)
      }
      waiting.add(hear)
    })
  const ask = async (name: string, request: unknown = null) => {
    const replied = heard(({ reply }) => reply !== undefined)
    child.send({ name, request })
    return (await replied).reply
  }
  await heard(({ opened }) => opened === true)
  return { child, heard, ask }
}

/** Evolves until the problem is solved or cannot be. */
async function evolve({ ask, heard }: Awaited<ReturnType<typeof startApp>>, problem: string) {
  const form = await ask('defaultRunRequest')
  const ended = heard(({ event }) => event?.kind === 'runStatus' && event.status?.kind === 'ended')
  const run = { ...form?.value, role: 'local', problem, seed: 7, minWorkers: 0, localSlots: 1 }
  expect(await ask('startRun', { ...run, startPaused: false })).toMatchObject({ ok: true })
  return (await ended).event?.status
}

async function endApp({ child }: Awaited<ReturnType<typeof startApp>>): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

test('unpacked into an empty folder, its core evolves a network that solves xor', async () => {
  const app = await startApp(unpackApp(archive, join(place, 'empty')))
  try {
    expect(await evolve(app, 'xor')).toMatchObject({ result: { solved: true } })
  } finally {
    await endApp(app)
  }
}, 60_000)

const FITNESS = `
import os
import neatwork

NAME = "from-the-archive"
INPUTS = 2
OUTPUTS = 1
SOLVED_AT = 0.9

with open(os.path.join(os.path.dirname(__file__), "package.txt"), "w") as file:
    file.write(neatwork.__file__)


def fitness(genome):
    return neatwork.NeatModule(genome)([1, 1])[0]
`

test('a problem in Python runs there with the package that lies beside the archive', async (context) => {
  if (python === null) context.skip('there is no Python 3.9 or newer on this machine')
  const app = unpackApp(archive, join(place, 'with-python'))
  const file = join(place, 'fitness.py')
  writeFileSync(file, FITNESS)
  const started = await startApp(app, '--problem', `${file}:fitness`)
  try {
    expect(await evolve(started, 'from-the-archive')).toMatchObject({ result: { solved: true } })
  } finally {
    await endApp(started)
  }
  const expected = join(`${app}.unpacked`, 'python/neatwork/__init__.py')
  expect(realpathSync(readFileSync(join(place, 'package.txt'), 'utf8'))).toBe(realpathSync(expected))
}, 60_000)
