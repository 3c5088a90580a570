// A problem of somebody's own across real processes: the same hashes whoever evaluates, and other code is refused.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hashes, NeatworkProcess, neatwork } from '../neatwork-process.ts'

const TEXT = `
/** Σ over the rows of 1 − error²; a little chance, so that seeds matter. */
const rows: readonly (readonly [number, number, number])[] = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]
interface Net { activate(inputs: readonly number[]): ArrayLike<number> }
export default {
  name: 'my-xor', inputs: ['a', 'b', 'one'], outputs: ['xor'], solvedAt: 1000, worstFitness: 0,
  evaluate(network: Net, { random }: { random: { nextFloat(): number } }) {
    let fitness = 4 + random.nextFloat() / 100
    for (const [a, b, wanted] of rows) fitness -= ((network.activate([a, b, 1])[0] ?? 0) - wanted) ** 2
    return fitness
  },
}
`
const RUN = ['--population', '60', '--generations', '30', '--seed', '3', '--json']
const MASTER = ['--host', '127.0.0.1', '--port', '0', '--local-slots', '0', '--web', 'off']

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'neatwork-own-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** The same text in a folder by itself, as on another machine. */
function copy(text = TEXT): string {
  const file = join(folder(), 'my-xor.ts')
  writeFileSync(file, text)
  return file
}

async function startMaster(file: string, ...args: string[]) {
  const master = new NeatworkProcess(['master', '--problem', file, ...RUN, ...MASTER, ...args])
  const { joinLink } = await master.line(({ type }) => type === 'listening')
  return { master, link: String(joinLink) }
}

/** The run on one machine, made once for all. */
let whole: ReturnType<typeof neatwork> | undefined
const onOneMachine = () => (whole ??= neatwork('run', '--problem', copy(), ...RUN))

const worker = (link: string, ...args: string[]) =>
  new NeatworkProcess(['worker', link, '--once', '--slots', '1', '--json', ...args])

test('three workers with the same file, one of them killed, give the hashes of one machine', async () => {
  const alone = await onOneMachine()
  expect(alone.code).toBe(0)
  const { master, link } = await startMaster(copy(), '--min-workers', '3')
  const workers = [1, 2, 3].map(() => worker(link, '--problem', copy()))
  await master.line((line) => line['type'] === 'generation' && Number(line['generation']) >= 3)
  workers[0]?.child.kill('SIGKILL')
  workers.push(worker(link, '--problem', copy()))
  expect(await master.result()).toEqual(await alone.result())
  expect(hashes(master)).toEqual(hashes(alone))
  expect(hashes(master)).toHaveLength(30)
  expect(await master.exitCode).toBe(0)
})

test('a worker with another text, and one with none, are refused with what to do', async () => {
  const { link } = await startMaster(copy())
  const other = worker(link, '--problem', copy(`${TEXT}// and one comment more\n`))
  expect(await other.exitCode).toBe(4)
  expect(other.stderr).toMatch(
    /"my-xor" differs: master version 1, hash [0-9a-f]{12}; worker version 1, hash [0-9a-f]{12}\. Copy the master's my-xor\.ts to the worker and start it with --problem \.\/my-xor\.ts\./,
  )
  const none = worker(link)
  expect(await none.exitCode).toBe(4)
  expect(none.stderr).toContain(
    'The worker doesn\'t know the problem "my-xor". Copy the master\'s my-xor.ts to the worker and start it with --problem ./my-xor.ts.',
  )
})

test('a run is saved with where its code was, and the code runs again only when it is given again', async () => {
  const file = copy()
  const run = join(folder(), 'run')
  const alone = await onOneMachine()
  await neatwork('run', '--problem', file, ...RUN.with(3, '10'), '--run', run)
  const config = JSON.parse(readFileSync(join(run, 'config.json'), 'utf8'))
  expect(config.problem.own).toEqual({ language: 'javascript', file, hash: expect.any(String) })
  config.config.generations = 30
  writeFileSync(join(run, 'config.json'), JSON.stringify(config))

  const unasked = await neatwork('resume', run)
  expect(unasked.code).toBe(2)
  expect(unasked.stderr).toContain(`its code runs only when asked for. It is ${file}, hash `)
  const changed = await neatwork('resume', run, '--problem', copy(`${TEXT}// changed\n`))
  expect(changed.code).toBe(2)
  expect(changed.stderr).toMatch(/has changed since the run began .* Give the file as it was\./)
  const resumed = await neatwork('resume', run, '--problem', copy(), '--json')
  expect(resumed.code).toBe(0)
  expect(hashes(resumed).slice(-10)).toEqual(hashes(alone).slice(-10))
})

test('a config file may name the problem beside it', async () => {
  const here = folder()
  mkdirSync(join(here, 'problems'))
  writeFileSync(join(here, 'problems', 'my-xor.ts'), TEXT)
  writeFileSync(
    join(here, 'config.json'),
    JSON.stringify({ problem: './problems/my-xor.ts', generations: 2 }),
  )
  const run = await neatwork('run', '--config', join(here, 'config.json'), '--json')
  expect(run.code).toBe(0)
  expect(hashes(run)).toHaveLength(2)
})

test('a file that can’t be used ends the command before anything begins, with exit code 2', async () => {
  const run = await neatwork('run', '--problem', copy('export default { name: "my-xor" }'))
  expect(run.code).toBe(2)
  expect(run.stderr).toMatch(/^The problem in .*my-xor\.ts is wrong: inputs: .*\n$/)
  const named = await neatwork('worker', '--problem', 'xor')
  expect(named.code).toBe(2)
  expect(named.stderr).toContain('A worker takes its problem from the master')
})

test('a process that ends by itself is replaced where nothing else keeps the command up', async () => {
  const file = copy(
    TEXT.replace('let fitness', 'if (random.nextFloat() < 0.3) process.exit(5)\n    let fitness'),
  )
  const run = await neatwork(
    'run',
    '--problem',
    file,
    '--population',
    '6',
    '--generations',
    '1',
    '--local-slots',
    '1',
  )
  expect(run.code).toBe(0)
  expect(run.stderr).toContain(' got the worst fitness: its process ended with code 5 (3 tries).')
})

test('a master that sends its problem serves workers that accept it, with the hashes of one machine', async () => {
  const alone = await onOneMachine()
  const { master, link } = await startMaster(copy(), '--min-workers', '2', '--send-problem')
  const fingerprint = /cert=([^&]+)/.exec(link)?.[1] ?? ''
  const workers = [worker(link, '--accept-problems'), worker(link, '--accept-problems', fingerprint)]
  expect(await master.result()).toEqual(await alone.result())
  expect(hashes(master)).toEqual(hashes(alone))
  for (const one of workers) {
    expect(await one.exitCode).toBe(0)
    expect(one.of('accepted')).toMatchObject([{ problem: 'my-xor', master: fingerprint }])
    expect(one.stderr).toContain('with the rights of this account')
  }
  expect(master.stderr).toMatch(/Sends the code of .*my-xor\.ts to /)
})

test('nothing is sent or accepted unless both owners said so, and to nobody without the token', async () => {
  const silent = await startMaster(copy())
  const asking = worker(silent.link, '--accept-problems')
  expect(await asking.exitCode).not.toBe(0)
  expect(asking.stderr).toContain('the master sends no problem: start it with --problem FILE --send-problem')
  const { link } = await startMaster(copy(), '--send-problem')
  const other = worker(link, '--accept-problems', 'x'.repeat(43))
  expect(await other.exitCode).toBe(4)
  expect(other.stderr).toContain('Problems are accepted from the master xxx')
  const stranger = worker(link.replace(/token=.*/, `token=${'a'.repeat(27)}`), '--accept-problems')
  expect(await stranger.exitCode).not.toBe(0)
  expect(stranger.stderr).toContain('the join link has a wrong token')
  const without = worker(link)
  expect(await without.exitCode).toBe(4)
})
