// A run whose process is killed at any moment, whose disk is full, or whose folder can't be written: the folder opens, and
// the run goes on to the same hashes. `npm run test:durability` is the long form.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, execPath, getuid, platform, stderr } from 'node:process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { CLI } from './neatwork-process.ts'

const IS_LONG = env['NEATWORK_DURABILITY'] === 'long'
const KILLS = IS_LONG ? 200 : 4
const SEED = Number(env['NEATWORK_SEED'] ?? 20261124)
/** Never solved, and a generation takes some milliseconds: many fall into every life of a process. */
const RUN = [
  '--problem',
  'parity-5',
  '--population',
  '100',
  '--local-slots',
  '1',
  '--web',
  'off',
  '--seed',
  '7',
]
const GENERATIONS = IS_LONG ? 4000 : 150
/** A process lives at most so long before it is killed. */
const LONGEST_LIFE_MS = 900

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-durability-'))
  // On a fresh clone all of it is built first.
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Life {
  readonly code: number | null
  /** One more than the last generation that was told. */
  readonly told: number
  readonly stderr: string
}

/** When a process is killed: after so many milliseconds, once a file has so many more lines, or once so much was told. */
type Kill = number | { readonly afterNoting: string; readonly count: number } | { readonly toldPast: number }

/** Runs a command of Neatwork until its end, or until it is killed. */
function live(args: readonly string[], end: Kill = Number.POSITIVE_INFINITY): Promise<Life> {
  return new Promise((resolve) => {
    const child = spawn(execPath, [CLI, ...args, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
    const kill = () => child.kill('SIGKILL')
    let told = 0
    const killing = killLater(end, kill, () => told)
    let said = ''
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = /^\{"type":"generation","generation":(\d+),/.exec(line)
      if (match !== null) told = Math.max(told, Number(match[1]) + 1)
    })
    child.stderr.on('data', (text) => {
      said += String(text)
    })
    child.once('close', (code) => {
      clearTimeout(killing)
      resolve({ code, told, stderr: said })
    })
  })
}

function killLater(end: Kill, kill: () => void, told: () => number): NodeJS.Timeout | undefined {
  if (typeof end === 'number') return Number.isFinite(end) ? setTimeout(kill, end) : undefined
  if ('toldPast' in end) return setInterval(() => told() > end.toldPast && kill(), 2)
  const before = linesIn(end.afterNoting)
  return setInterval(() => linesIn(end.afterNoting) >= before + end.count && kill(), 2)
}

function linesIn(path: string): number {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length : 0
}

async function hashesIn(path: string): Promise<readonly string[]> {
  const { history } = await RunFolder.look(path)
  return (await history.all()).map(({ populationHash }) => populationHash)
}

const begin = (path: string, generations = GENERATIONS) => [
  'run',
  ...RUN,
  ...['--generations', String(generations), '--run', path],
]
const resume = (path: string) => ['resume', path, '--web', 'off', '--local-slots', '1']

test(`after ${KILLS} SIGKILLs at any moment the folder opens and nothing that was told is lost: seed ${SEED}`, {
  timeout: IS_LONG ? 1_800_000 : 120_000,
}, async () => {
  const whole = join(folder, 'whole')
  expect((await live(begin(whole))).code).toBe(0)
  const expected = await hashesIn(whole)
  const random = Random.fromSeed(SEED)
  let kills = 0
  let runs = 0
  let furthest = 0
  while (kills < KILLS) {
    const path = join(folder, `killed-${runs++}`)
    let known = 0
    for (let isOver = false; !isOver; ) {
      const hasBegun = known > 0 || readsAsRun(path)
      if (!hasBegun) rmSync(path, { recursive: true, force: true })
      const args = hasBegun ? resume(path) : begin(path)
      const {
        code,
        told,
        stderr: said,
      } = await live(args, kills < KILLS ? random.nextInt(LONGEST_LIFE_MS) : undefined)
      isOver = code === 0
      if (!isOver && code !== null) throw new Error(`neatwork ${args.join(' ')} ended with ${code}: ${said}`)
      if (!isOver) kills++
      if (!readsAsRun(path)) continue
      const hashes = await hashesIn(path)
      // What was told is on disk, but for the one in progress.
      expect(hashes.length).toBeGreaterThanOrEqual(Math.max(known, told) - 1)
      expect(hashes).toEqual(expected.slice(0, hashes.length))
      known = hashes.length
      furthest = Math.max(furthest, known)
    }
    expect(await hashesIn(path)).toEqual(expected)
  }
  stderr.write(`durability: ${kills} kills over ${runs} runs of ${GENERATIONS} generations\n`)
})

/** A problem that notes every evaluation that it has finished, by its chance, which no two evaluations of a run share. */
const NOTING = `import { appendFileSync } from 'node:fs'
export default {
  name: 'noting', version: 1, summary: 'Notes each evaluation.', inputs: ['a', 'b'], outputs: ['c'],
  solvedAt: 100, worstFitness: 0,
  evaluate(network, { random }) {
    const chance = random.nextFloat()
    const until = performance.now() + 5
    while (performance.now() < until);
    appendFileSync(process.env.NOTED, chance + '\\n')
    return network.activate([1, 0])[0] + chance
  },
}
`

test.each(['generational', 'steady-state'])(
  'no evaluation whose result had arrived is made again by a master that was killed: %s',
  { timeout: IS_LONG ? 1_800_000 : 120_000 },
  async (mode) => {
    const place = mkdtempSync(join(folder, 'noting-'))
    const [problem, config, noted] = ['noting.mjs', 'config.json', 'noted'].map((name) => join(place, name))
    writeFileSync(problem ?? '', NOTING)
    writeFileSync(
      config ?? '',
      JSON.stringify({ mode, generations: IS_LONG ? 6 : 4, neat: { populationSize: 50 } }),
    )
    env['NOTED'] = noted
    const args = ['--problem', problem ?? '', '--batch-size', '1', '--local-slots', '1', '--web', 'off']
    const path = join(place, 'run')
    const random = Random.fromSeed(SEED)
    let kills = 0
    for (let isOver = false; !isOver; ) {
      const hasBegun = readsAsRun(path)
      const life = hasBegun ? ['resume', path] : ['run', '--config', config ?? '', '--run', path]
      const wanted = kills < (IS_LONG ? 25 : 1)
      const { code, stderr: said } = await live(
        [...life, ...args],
        wanted ? { afterNoting: noted ?? '', count: 5 + random.nextInt(60) } : undefined,
      )
      isOver = code === 0
      if (!isOver && code !== null) throw new Error(`neatwork ${life.join(' ')} ended with ${code}: ${said}`)
      if (!isOver) kills++
    }
    const all = readFileSync(noted ?? '', 'utf8')
      .trim()
      .split('\n')
    const again = all.length - new Set(all).size
    stderr.write(
      `durability, ${mode}: ${again} of ${all.length} evaluations were made again after ${kills} kills\n`,
    )
    // One was under way, and one may have been on its way to the master.
    expect(again).toBeLessThanOrEqual(2 * kills)
    expect((await live(['verify', path, '--problem', problem ?? ''])).code).toBe(0)
  },
)

/** Killed before its first file was whole, there is nothing to go on from. */
function readsAsRun(path: string): boolean {
  try {
    return readdirSync(path).includes('config.json')
  } catch {
    return false
  }
}

const canMount = platform === 'linux' && getuid?.() === 0 && mounts()

function mounts(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'neatwork-mount-'))
  const can = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', probe]).status === 0
  if (can) spawnSync('umount', [probe])
  rmSync(probe, { recursive: true, force: true })
  if (!can)
    stderr.write('skipped: a full disk and an unwritable folder need the right to mount a small tmpfs\n')
  return can
}

async function onDisk(
  work: (path: string, remount: (options: string) => void) => Promise<void>,
): Promise<void> {
  const disk = mkdtempSync(join(folder, 'disk-'))
  mkdirSync(disk, { recursive: true })
  // Busy while the run writes: another moment is found.
  const mount = (...args: string[]) => {
    let tries = 0
    while (spawnSync('mount', args).status !== 0) expect(++tries).toBeLessThan(500)
  }
  mount('-t', 'tmpfs', '-o', 'size=640k', 'none', disk)
  try {
    await work(join(disk, 'run'), (options) => mount('-o', `remount,${options}`, disk))
  } finally {
    spawnSync('umount', [disk])
  }
}

test.skipIf(!canMount)(
  'a full disk ends the run with a sentence; with room again it goes on to the same hashes',
  {
    timeout: 300_000,
  },
  async () => {
    const whole = join(folder, 'whole-of-disk')
    await live(begin(whole, 300))
    await onDisk(async (path, remount) => {
      const full = await live([...begin(path, 300), '--keep-every', '10'])
      expect(full.code).not.toBe(0)
      expect(full.stderr).toContain('The disk is full; make room and resume.')
      const saved = await hashesIn(path)
      expect(saved.length).toBeGreaterThanOrEqual(full.told - 1)
      remount('size=64m')
      const { code, stderr: said } = await live(resume(path))
      expect(code, said).toBe(0)
      expect(await hashesIn(path)).toEqual(await hashesIn(whole))
    })
  },
)

test.skipIf(!canMount)(
  'a folder that can no longer be written ends the run with a sentence, and opens later',
  {
    timeout: 300_000,
  },
  async () => {
    await onDisk(async (path, remount) => {
      remount('size=64m')
      const ending = live(begin(path, 100_000))
      while (linesIn(join(path, 'history.ndjson')) < 5)
        await new Promise((resolve) => setTimeout(resolve, 20))
      remount('ro')
      const { code, stderr: said, told } = await ending
      expect(code).not.toBe(0)
      expect(said).toMatch(/The run folder .* can't be used \(EROFS\)\. Check the path and the rights/)
      const refused = await live(resume(path))
      expect(refused.code).not.toBe(0)
      remount('rw')
      expect((await hashesIn(path)).length).toBeGreaterThanOrEqual(told - 1)
      expect((await live(resume(path), { toldPast: told })).told).toBeGreaterThan(told)
    })
  },
)
