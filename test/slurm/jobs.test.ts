import { Command } from 'commander'
import { expect, test } from 'vitest'
import { applyEvent } from '../../core/api/apply-event.ts'
import type { AppState } from '../../core/api/views.ts'
import { addSlurmCommand } from '../../core/node/cli/slurm-command.ts'
import { refusedSentence } from '../../core/node/slurm/slurm-commands.ts'
import { masterScript, ranges, workerScript } from '../../core/slurm/job-plan.ts'
import { JobWatch } from '../../core/slurm/job-watch.ts'
import { queuedTasks, secondsOf, stateOf } from '../../core/slurm/queue-lines.ts'
import { emptyRun, stateOf as screenOf } from '../renderer/made-up-views.ts'

const PLAN = {
  name: 'neatwork-xor',
  cpusPerTask: 8,
  atMost: 0,
  wishes: { others: [] },
  logs: '/shared/neatwork-slurm/run',
  linkFile: '/shared/neatwork-slurm/run/join-link',
  command: ['/opt/node', '/opt/neatwork.js'],
  workerArguments: [],
}

test('the script of an array asks for what was wished, and shows no token', () => {
  const wishes = { partition: 'short', time: '01:00:00', account: undefined, others: ['--exclude=node7'] }
  expect(workerScript({ ...PLAN, tasks: [1, 2, 3], atMost: 2, wishes })).toBe(`#!/bin/bash
#SBATCH --job-name=neatwork-xor
#SBATCH --array=1-3%2
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=8
#SBATCH --output=/shared/neatwork-slurm/run/worker-%a.log
#SBATCH --open-mode=append
#SBATCH --requeue
#SBATCH --signal=B:TERM@60
#SBATCH --partition=short
#SBATCH --time=01:00:00
#SBATCH --exclude=node7
exec /opt/node /opt/neatwork.js worker --once --link-file /shared/neatwork-slurm/run/join-link --slots "\${SLURM_CPUS_PER_TASK:-1}" --name neatwork-xor-"$SLURM_ARRAY_TASK_ID"
`)
})

test('words with spaces and quotes stay words', () => {
  const script = workerScript({ ...PLAN, tasks: [1], workerArguments: ['--problem', "/it's here/a b.ts"] })
  expect(script).toContain(`--problem '/it'\\''s here/a b.ts' --slots`)
})

test('a master’s script calls the same command in one job', () => {
  const script = masterScript({ ...PLAN, masterArguments: ['slurm', '--run', 'my-run'] })
  expect(script).toContain('--job-name=neatwork-xor-master\n')
  expect(script).not.toContain('--array')
  expect(script).toMatch(/exec \/opt\/node \/opt\/neatwork\.js slurm --run my-run\n$/)
})

test.each([
  [[1], '1'],
  [[3, 1, 2], '1-3'],
  [[1, 2, 5, 7, 8, 9], '1-2,5,7-9'],
])('tasks %j are written %s', (tasks, text) => {
  expect(ranges(tasks)).toBe(text)
})

test('what a command of Slurm says becomes a sentence', () => {
  const nowhere =
    'sbatch: error: fetch_config: DNS SRV lookup failed\nsbatch: fatal: Could not establish a configuration source'
  expect(refusedSentence('sbatch', nowhere)).toBe(
    'sbatch finds no cluster from this machine: is its slurm.conf here (or named by SLURM_CONF), and its controller running?',
  )
  expect(
    refusedSentence('sbatch', 'sbatch: error: invalid partition specified: nope\nsbatch: error: No'),
  ).toBe('sbatch refused: invalid partition specified: nope No')
})

test.each([
  [['--sbatch=--array=1-99'], "Give neatwork's own --tasks and --at-most instead."],
  [['--sbatch=-J other'], "Give neatwork's own --job-name instead."],
  [['--sbatch=exclude'], 'Expected an option of sbatch'],
  [['--run', '/shared/my run'], `can't name the folder "/shared/my run": give --run one without spaces`],
  [['--scratch', '/my scratch'], `can't name the folder "/my scratch": give --scratch one without spaces`],
])('what cannot be asked of Slurm is refused in one sentence: %j', async (args, sentence) => {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  addSlurmCommand(program, '0', () => {})
  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program)
  const typed = ['slurm', '--problem', 'xor', '--write-only', ...args]
  await expect(program.parseAsync(typed, { from: 'user' })).rejects.toThrow(sentence)
})

test('lines of the queue are read, and others passed over', () => {
  const text = `12|11|3|RUNNING|node1|1:00|1:00:00|None
13|11|4|PENDING||0:00|1:00:00|Priority
14|11|5|COMPLETED|node1|58:59|1:00:00|None
15|11|6|COMPLETED|node1|10:00|1-00:00:00|None
16|11|7|COMPLETED|node1|10:00|UNLIMITED|None

17|17|N/A|RUNNING|node2|0:01|UNLIMITED|None
squeue: something else
`
  expect(queuedTasks(text)).toEqual([
    { arrayId: '11', task: 3, said: 'RUNNING', node: 'node1', reason: null },
    { arrayId: '11', task: 4, said: 'PENDING', node: null, reason: 'Priority' },
    // It has left because its time was nearly over.
    { arrayId: '11', task: 5, said: 'TIMEOUT', node: 'node1', reason: null },
    { arrayId: '11', task: 6, said: 'COMPLETED', node: 'node1', reason: null },
    { arrayId: '11', task: 7, said: 'COMPLETED', node: 'node1', reason: null },
  ])
})

test.each([
  ['0:05', 5],
  ['02:03:04', 7384],
  ['1-00:00:01', 86_401],
  ['UNLIMITED', null],
  ['', null],
])('%s is %s seconds', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds)
})

test.each([
  ['PENDING', 'waiting'],
  ['RUNNING', 'running'],
  ['COMPLETING', 'ending'],
  ['PREEMPTED', 'lost'],
  ['NODE_FAIL', 'lost'],
  ['TIMEOUT', 'lost'],
  ['CANCELLED', 'ended'],
  ['FAILED', 'ended'],
  ['A_STATE_OF_2030', 'ended'],
])('%s is %s', (said, state) => {
  expect(stateOf(said)).toBe(state)
})

const RULES = { name: 'w', mostAgain: 2, cancelledToo: false }
const line = (arrayId: string, task: number, said: string) => ({
  ...{ arrayId, task, said, node: said === 'RUNNING' ? `node${task}` : null, reason: null },
})

test('what was lost is asked for again under its name, and no more often than agreed', () => {
  const watch = new JobWatch(RULES)
  watch.submitted('11', [1, 2, 3])
  expect(
    watch.told([line('11', 1, 'RUNNING'), line('11', 2, 'PREEMPTED'), line('11', 3, 'CANCELLED')]),
  ).toEqual([2])
  watch.submitted('12', [2])
  expect(watch.arrays).toEqual(['11', '12'])
  // The old one is still listed and means nothing.
  const old = line('11', 2, 'PREEMPTED')
  expect(watch.told([line('11', 1, 'RUNNING'), old, line('12', 2, 'RUNNING')])).toEqual([])
  expect(watch.view().tasks).toMatchObject([
    { task: 1, jobId: '11_1', state: 'running', node: 'node1', worker: 'w-1', resubmitted: 0 },
    { task: 2, jobId: '12_2', state: 'running', worker: 'w-2', resubmitted: 1 },
    // Still as it was heard of last: the queue has forgotten it.
    { task: 3, jobId: '11_3', state: 'ended', said: 'CANCELLED', resubmitted: 0 },
  ])
  expect(watch.told([line('11', 1, 'RUNNING'), line('12', 2, 'NODE_FAIL')])).toEqual([2])
  watch.submitted('13', [2])
  expect(watch.told([line('11', 1, 'RUNNING'), line('13', 2, 'TIMEOUT')])).toEqual([])
  expect(watch.view().warning).toBe(
    'Task 2 was lost more than 2 times (TIMEOUT) and will not be asked for again.',
  )
})

test('a task that the queue has forgotten while it ran was lost', () => {
  const watch = new JobWatch(RULES)
  watch.submitted('11', [1, 2])
  watch.told([line('11', 1, 'RUNNING'), line('11', 2, 'COMPLETED')])
  expect(watch.told([])).toEqual([1])
  expect(watch.view().tasks).toMatchObject([
    { state: 'lost', said: 'FORGOTTEN' },
    { state: 'ended', said: 'COMPLETED' },
  ])
})

test('where nobody is left and nobody comes, that is said', () => {
  const watch = new JobWatch(RULES)
  watch.submitted('11', [1])
  watch.told([line('11', 1, 'CANCELLED')])
  expect(watch.view().warning).toMatch(/^All tasks have ended/)
})

test('cancelled tasks are asked for again where that was agreed', () => {
  const watch = new JobWatch({ ...RULES, cancelledToo: true })
  watch.submitted('11', [1])
  expect(watch.told([line('11', 1, 'CANCELLED')])).toEqual([1])
})

test('tasks that failed and a scheduler that does not answer are said', () => {
  const watch = new JobWatch(RULES)
  watch.submitted('11', [1, 2])
  expect(watch.told([line('11', 1, 'FAILED'), line('11', 2, 'RUNNING')])).toEqual([])
  expect(watch.view().warning).toBe('Task 1 has failed (FAILED); worker-1.log says why.')
  watch.failed('squeue did not answer within 60 s.')
  expect(watch.view().warning).toBe('squeue did not answer within 60 s.')
})

test('screens have the jobs of a run, and the latest word of each', () => {
  const watch = new JobWatch(RULES)
  watch.submitted('11', [1])
  const state = screenOf({ kind: 'run', run: emptyRun({ kind: 'running' }) })
  const waits = applyEvent(state, { kind: 'jobs', jobs: watch.view() })
  watch.told([line('11', 1, 'RUNNING')])
  const runs = applyEvent(waits, { kind: 'jobs', jobs: watch.view() })
  const saidOf = (one: AppState | null) => one?.mode.kind === 'run' && one.mode.run.jobs?.tasks[0]?.said
  expect([state, waits, runs].map(saidOf)).toEqual([undefined, 'PENDING', 'RUNNING'])
})
