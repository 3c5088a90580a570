// Runs across real processes: whoever evaluates and whatever fails, every generation has the hash of the run on one
// machine, and every genome is accounted for.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { platform } from 'node:process'
import { expect, onTestFinished, test } from 'vitest'
import { hashes, type Line, NeatworkProcess, neatwork } from './neatwork-process.ts'

/** A run that is never solved, so that there is time for something to go wrong. */
const GENERATIONS = 120
const UNSOLVED = [
  ...['--problem', 'two-spirals', '--population', '100', '--generations', String(GENERATIONS)],
  ...['--seed', '7', '--json'],
]
const MASTER = ['--host', '127.0.0.1', '--port', '0', '--local-slots', '0', '--web', 'off']

async function startMaster(...args: string[]): Promise<{ master: NeatworkProcess; link: string }> {
  const master = new NeatworkProcess(['master', ...args, ...MASTER])
  const { joinLink } = await master.line(({ type }) => type === 'listening')
  return { master, link: String(joinLink) }
}

/** The same run on one machine, made once for all. */
let whole: ReturnType<typeof neatwork> | undefined
const onOneMachine = () => (whole ??= neatwork('run', ...UNSOLVED))

const worker = (link: string, name: string) =>
  new NeatworkProcess(['worker', link, '--once', '--slots', '1', '--name', name, '--json'])

/** The last that the master said of each worker. */
function lastWords(master: NeatworkProcess): readonly Line[] {
  return [...new Map(master.of('worker').map((line) => [line['key'], line])).values()]
}

test('XOR is solved by two workers, both of which evaluated, with the hashes of the run on one machine', async () => {
  const alone = await neatwork('run', '--problem', 'xor', '--seed', '7', '--json')
  const { master, link } = await startMaster(
    '--problem',
    'xor',
    '--seed',
    '7',
    '--min-workers',
    '2',
    '--json',
  )
  const workers = [worker(link, '1'), worker(link, '1')]
  const result = await master.result()
  expect(result).toMatchObject({ solved: true, reason: 'solved' })
  expect(result).toEqual(await alone.result())
  expect(hashes(master)).toEqual(hashes(alone))
  expect(await master.exitCode).toBe(0)
  expect(await Promise.all(workers.map(({ exitCode }) => exitCode))).toEqual([0, 0])
  const counts = lastWords(master).map((line) => Number(line['genomesEvaluated']))
  expect(Math.min(...counts)).toBeGreaterThan(0)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(result['evaluations'])
  expect(lastWords(master).map((line) => line['label'])).toEqual(['1', '1-2'])
})

test('a worker killed in mid-generation and another that joins later change nothing', async () => {
  const alone = await onOneMachine()
  // The run waits for the second worker, however long its process takes to start.
  const { master, link } = await startMaster(...UNSOLVED, '--min-workers', '2')
  const doomed = worker(link, 'doomed')
  const steady = worker(link, 'steady')
  await master.line((line) => line['type'] === 'generation' && Number(line['generation']) >= 5)
  await doomed.line((line) => (line['connection'] as Line | undefined)?.['kind'] === 'working')
  doomed.child.kill('SIGKILL')
  await master.line((line) => line['type'] === 'worker' && line['state'] === 'gone')
  const late = worker(link, 'late')
  await master.line(
    (line) => line['type'] === 'worker' && line['label'] === 'late' && Number(line['genomesEvaluated']) > 0,
  )
  expect(await master.result()).toEqual(await alone.result())
  expect(hashes(master)).toEqual(hashes(alone))
  expect(hashes(master)).toHaveLength(GENERATIONS)
  expect(await steady.exitCode).toBe(0)
  expect(await late.exitCode).toBe(0)
  const counted = lastWords(master).reduce((sum, line) => sum + Number(line['genomesEvaluated']), 0)
  expect(counted).toBe((await master.result())['evaluations'])
})

test('a run that was killed goes on with the same bits', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'run')
  const alone = await onOneMachine()
  const killed = new NeatworkProcess(['run', ...UNSOLVED, '--run', path])
  await killed.line((line) => line['type'] === 'generation' && Number(line['generation']) >= 8)
  killed.child.kill('SIGKILL')
  await killed.exitCode
  const resumed = await neatwork('resume', path, '--json')
  expect(await resumed.result()).toEqual(await alone.result())
  expect(hashes(resumed)).toEqual(hashes(alone))
  const history = readFileSync(join(path, 'history.ndjson'), 'utf8').trim().split('\n')
  expect(history.map((line) => JSON.parse(line).populationHash)).toEqual(hashes(alone))
  const champion = JSON.parse(readFileSync(join(path, 'champion.json'), 'utf8'))
  expect(champion.hash).toBe((await alone.result())['championHash'])
})

test('a master that was killed is found again by its workers, under the settings of before, and goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'run')
  const alone = await onOneMachine()
  const settings = ['--heartbeat-interval-ms', '200', '--verify-percent', '50', '--max-retries', '2']
  const { master, link } = await startMaster(...UNSOLVED, ...settings, '--run', path)
  const faithful = worker(link, 'faithful')
  await master.line((line) => line['type'] === 'generation' && Number(line['generation']) >= 8)
  master.child.kill('SIGKILL')
  await master.exitCode
  await faithful.error(/Trying again in/)
  const resumed = new NeatworkProcess(['resume', path, '--master', '--json'])
  expect(await resumed.result()).toEqual(await alone.result())
  expect(hashes(resumed)).toEqual(hashes(alone))
  expect(await faithful.exitCode).toBe(0)
  expect(lastWords(resumed).map((line) => line['label'])).toContain('faithful')
  const saved = JSON.parse(readFileSync(join(path, 'cluster.json'), 'utf8'))
  expect(saved.settings).toMatchObject({ heartbeatIntervalMs: 200, verifyPercent: 50, maxRetries: 2 })
  if (platform !== 'win32') expect(statSync(join(path, 'cluster.json')).mode & 0o077).toBe(0)
})

test('a worker waits for a master that is not there yet, and says so', async () => {
  const lonely = new NeatworkProcess([
    'worker',
    `neatwork://join/127.0.0.1:1?cert=${'f'.repeat(43)}&token=abcdefghijklmnopqrstuvwxyz`,
  ])
  await lonely.error(/nothing answers at 127\.0\.0\.1:1.*Trying again in/)
  lonely.child.kill('SIGINT')
  expect(await lonely.exitCode).toBe(130)
})

test('below minWorkers the run waits and says so; Ctrl-C ends it cleanly', async () => {
  const { master } = await startMaster('--problem', 'xor', '--min-workers', '2', '--json')
  expect(await master.line(({ type }) => type === 'waiting')).toMatchObject({ connected: 0, needed: 2 })
  master.child.kill('SIGINT')
  expect(await master.result()).toMatchObject({ solved: false, reason: 'stopped', generations: 0 })
  expect(await master.exitCode).toBe(130)
  expect(master.stderr).toContain('stopped before it was done')
})

test('a wrong token is refused on both sides, and the run is unharmed', async () => {
  const { master, link } = await startMaster('--problem', 'xor', '--min-workers', '1', '--json')
  const stranger = worker(link.replace(/token=.*/, 'token=aaaaaaaaaaaaaaaaaaaaaaaaaaa'), 'stranger')
  expect(await stranger.exitCode).toBe(4)
  expect(stranger.stderr).toContain("The join link's token is wrong")
  await master.error(/Refused a worker from 127\.0\.0\.1 \(token\)/)
  worker(link, 'friend')
  expect(await master.result()).toMatchObject({ solved: true })
})
