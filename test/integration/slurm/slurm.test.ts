// neatwork slurm with Slurm itself: daemons in a throw-away folder and namespace.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLI, hashes, type Line, NeatworkProcess } from '../neatwork-process.ts'
import { notNow } from './slurm-here.ts'
import { SlurmProcess } from './slurm-process.ts'

const RUN = [
  '--problem',
  'two-spirals',
  '--population',
  '150',
  '--generations',
  '250',
  '--seed',
  '3',
  '--json',
]

type Task = Readonly<Record<'jobId' | 'said' | 'state' | 'node' | 'worker', string>> & {
  readonly task: number
  readonly resubmitted: number
}

const tasksOf = (line: Line): readonly Task[] =>
  line['type'] === 'jobs' ? (line['tasks'] as readonly Task[]) : []

describe.skipIf(notNow !== null)('with Slurm', { timeout: 200_000 }, () => {
  let slurm: SlurmProcess
  let alone: readonly unknown[] = []
  beforeAll(async () => {
    slurm = await SlurmProcess.begin()
    const { stdout } = spawnSync(execPath, [CLI, 'run', ...RUN], { encoding: 'utf8', maxBuffer: 1e8 })
    alone = [...hashesIn(stdout).values()]
  }, 120_000)
  afterAll(() => slurm?.close())

  const started = (name: string, ...more: string[]) => {
    const scratch = ['--scratch', join(slurm.folder, 'scratch'), '--job-name', name]
    return new NeatworkProcess(
      ['slurm', ...RUN, ...scratch, '--web', 'off', '--poll-seconds', '1', '--partition', 'short', ...more],
      slurm.env,
    )
  }
  /** When four workers have evaluated something, and the queue says where. */
  const atWork = async (master: NeatworkProcess): Promise<readonly Task[]> => {
    for (const number of [1, 2, 3, 4]) {
      await master.line(
        ({ type, label, genomesEvaluated }) =>
          type === 'worker' && String(label).endsWith(`-${number}`) && Number(genomesEvaluated) > 0,
      )
    }
    return tasksOf(
      await master.line(
        (line) => tasksOf(line).every(({ state }) => state === 'running') && tasksOf(line).length === 4,
      ),
    )
  }
  const isOver = (name: string) =>
    slurm.call('squeue', '--noheader', `--name=${name}`, '--states=PENDING,RUNNING') === ''

  const endsAsAlone = async (master: NeatworkProcess, name: string) => {
    expect(await master.exitCode, master.stderr).toBe(0)
    expect(alone).toHaveLength(250)
    expect(hashes(master)).toEqual(alone)
    expect(isOver(name)).toBe(true)
  }

  test('two of four tasks are cancelled in mid-run: the others go on to the same bits', async () => {
    const master = started('cancelled', '--tasks', '4')
    const [, second, third] = await atWork(master)
    slurm.call('scancel', second?.jobId ?? '', third?.jobId ?? '')
    const seen = await master.line(
      (line) => tasksOf(line).filter(({ said }) => said === 'CANCELLED').length === 2,
    )
    expect(tasksOf(seen).map(({ state }) => state)).toEqual(['running', 'ended', 'ended', 'running'])
    await endsAsAlone(master, 'cancelled')
    const scratch = join(slurm.folder, 'scratch')
    const logs = readdirSync(scratch).find((name) => name.startsWith('cancelled-')) ?? ''
    expect(readFileSync(join(scratch, logs, 'worker-2.log'), 'utf8')).toContain('it was told to end')
  })

  test('two of four are cancelled where that is preemption, and asked for again under their names', async () => {
    const master = started('again', '--tasks', '4', '--resubmit-cancelled')
    const [first, , , fourth] = await atWork(master)
    slurm.call('scancel', first?.jobId ?? '', fourth?.jobId ?? '')
    const seen = await master.line(
      (line) =>
        tasksOf(line).filter(({ state, resubmitted }) => state === 'running' && resubmitted === 1).length ===
        2,
    )
    expect(tasksOf(seen).map(({ resubmitted }) => resubmitted)).toEqual([1, 0, 0, 1])
    expect(tasksOf(seen).map(({ worker }) => worker)).toEqual(['again-1', 'again-2', 'again-3', 'again-4'])
    await endsAsAlone(master, 'again')
    expect(master.stderr).toMatch(/Slurm lost tasks? .*asked for again as job/)
  })

  test('what a job of higher priority has pushed out comes back', async () => {
    const master = started('preempted', '--tasks', '4')
    await atWork(master)
    slurm.call('sbatch', '--partition=urgent', '--cpus-per-task=6', '--output=/dev/null', '--wrap', 'sleep 2')
    await master.line((line) => tasksOf(line).some(({ resubmitted }) => resubmitted === 1))
    await endsAsAlone(master, 'preempted')
  })

  test('Ctrl-C cancels the tasks', async () => {
    const master = started('stopped', '--tasks', '4')
    await atWork(master)
    master.child.kill('SIGINT')
    expect(await master.exitCode).toBe(130)
    expect(isOver('stopped')).toBe(true)
  })

  test('what sbatch refuses is said in one sentence, and the run ends', async () => {
    const master = started('refused', '--tasks', '2', '--account', 'nobody', '--sbatch=--nodelist=nowhere')
    expect(await master.exitCode).toBe(1)
    expect(master.stderr).toMatch(/sbatch refused: .*(node|Node)/)
  })

  test('a master in a job that is put back into the queue goes on in another one', async () => {
    const run = join(slurm.folder, 'in-job')
    const submitted = started('moved', '--tasks', '2', '--run', run, '--master-in-job')
    expect(await submitted.exitCode, submitted.stderr).toBe(0)
    const job = String(submitted.of('master')[0]?.['job'])
    const log = join(slurm.folder, 'scratch', 'in-job', 'master.log')
    await slurm.follow(log, /"generation":20,/)
    slurm.call('scontrol', 'requeue', job)
    await slurm.follow(log, /"type":"result","solved":false,"reason":"generations done"/)
    expect([...hashesIn(readFileSync(log, 'utf8')).values()]).toEqual(alone)
    expect(readFileSync(log, 'utf8')).toContain('holds a run, which goes on')
  })
})

/** Of every generation that a run told of, once or twice. */
function hashesIn(text: string): ReadonlyMap<number, unknown> {
  const lines = text.split('\n').filter((line) => line.startsWith('{"type":"generation"'))
  return new Map(
    lines
      .map((line) => JSON.parse(line))
      .map(({ generation, populationHash }) => [generation, populationHash]),
  )
}
