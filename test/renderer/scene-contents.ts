// What scenes are filled with: one of every kind and state that a screen can show.
import type { FitnessCheck } from '../../core/api/fitness-check.ts'
import type { ArchiveView } from '../../core/api/genome-views.ts'
import type { RecentRun } from '../../core/api/home-requests.ts'
import type { IslandsView } from '../../core/api/islands-view.ts'
import type { JobsView } from '../../core/api/jobs.ts'
import type { OpenedFile } from '../../core/api/opened-file.ts'
import { problemView } from '../../core/api/problem-view.ts'
import type { LogEntry } from '../../core/api/run-log.ts'
import { xor } from '../../core/problems/xor.ts'

/** As MAP-Elites fills its grid: more and better ones where it began. */
export const ELITES: ArchiveView = {
  kind: 'elites',
  axes: [
    { name: 'x', low: 0, high: 320 },
    { name: 'y', low: 0, high: 240 },
  ],
  cellsPerAxis: 20,
  cells: Array.from({ length: 400 }, (_, cell) => {
    const [x, y] = [Math.floor(cell / 20), cell % 20]
    const far = Math.hypot(x - 3, y - 16)
    return { cell, fitness: 1 / (1 + far / 6), id: cell, behaviour: [16 * x + 8, 12 * y + 6], far }
  }).flatMap(({ far, ...elite }) => (far + ((elite.cell * 7) % 9) < 17 ? [elite] : [])),
  total: 211,
}

export const OPENED_RUN: OpenedFile = {
  ...{ kind: 'run', name: '2026-11-20T16-02-11-480Z-balance-seed-5', problem: 'balance', generations: 84 },
  code: { file: 'code/balance.ts', hash: '9f2c41d07be3' },
}

export const OWN_CHECK: FitnessCheck = {
  file: '/home/ada/lab/balance.ts',
  problem: { ...problemView(xor), name: 'balance', summary: 'Balances a broom on a hand.' },
  genomes: [0.42, 0.87, 0.11, 0.53].map((fitness, genomeId) => ({ kind: 'scored', genomeId, fitness })),
  msEach: 3.4,
}

const HOUR_MS = 3_600_000
export const recentRuns = (): readonly RecentRun[] =>
  (
    [
      ['car', 1, 12, 12, 2.356, 'solved', 1],
      ['deceptive-maze', 7, 412, 1000, 0.8231, 'unfinished', 5],
      ['double-pole', 3, 200, 200, 812.4, 'generations done', 30],
      ['snake', 2, 71, 300, 34.6, 'stopped', 80],
      ['', 0, 0, 0, null, 'damaged', 100],
    ] as const
  ).map(([problem, seed, generations, planned, bestFitness, state, hours], index) => ({
    name: `2026-11-2${index}T10-00-00-000Z-${problem}-seed-${seed}`,
    ...{ problem, seed, generations, planned, bestFitness, state },
    createdAt: new Date(Date.now() - hours * HOUR_MS).toISOString(),
  }))

export const AT_MS = Date.UTC(2026, 10, 23, 9, 30)
export const LOG: readonly LogEntry[] = [
  { kind: 'worker-joined', label: 'lab-pc-1', address: '192.168.1.21:47013', slots: 6 },
  {
    kind: 'genome-failed',
    genomeId: 731,
    cause: 'threw',
    reason: 'the evaluation threw RangeError: too far (at car.ts:41:11)',
    trace: 'RangeError: too far\n    at pace (car.ts:41:11)\n    at Object.evaluate (car.ts:17:22)',
    others: 2,
  },
  { kind: 'worker-failed', label: 'lab-pc-7', reason: 'was silent for 3 s' },
  { kind: 'options-changed', options: { track: 'figure eight', laps: 3 } },
  { kind: 'alarm', message: 'lab-pc-2 and lab-pc-3 gave different results for the same genome.' },
  { kind: 'worker-left', label: 'lab-pc-4', how: 'has finished its work and left' },
  { kind: 'island-missed', island: 'rome', exchange: 10 },
  { kind: 'island-back', island: 'rome', exchange: 14, missed: 3 },
].map(
  (event, index) =>
    ({ number: index + 1, atMs: AT_MS + 61_000 * index, generation: 2 * index, ...event }) as LogEntry,
)

/** One of every state and of every kind of passage. */
export const ISLANDS: IslandsView = {
  ...{ island: 'berlin', topology: 'ring', every: 10, lastExchange: 40, nextExchange: 50, settled: 8 },
  islands: [
    { name: 'berlin', isOwn: true, state: 'here', generation: 41, best: 3.4821, lastArrival: null },
    { name: 'paris', isOwn: false, state: 'here', generation: 43, best: 3.5127, lastArrival: 30 },
    { name: 'rome', isOwn: false, state: 'away', generation: 27, best: 3.2, lastArrival: 20 },
    { name: 'oslo', isOwn: false, state: 'ended', generation: 60, best: 3.91, lastArrival: 40 },
    { name: 'lisbon', isOwn: false, state: 'unmet', generation: null, best: null, lastArrival: null },
  ],
  passages: [
    { from: 'lisbon', to: 'berlin', state: 'awaited' },
    { from: 'berlin', to: 'paris', state: 'arrived' },
    { from: 'paris', to: 'rome', state: 'planned' },
    { from: 'rome', to: 'oslo', state: 'missing' },
    { from: 'oslo', to: 'lisbon', state: 'planned' },
  ],
}

/** One of every state. */
export const JOBS: JobsView = {
  scheduler: 'Slurm',
  warning: 'Task 5 was asked for three times and ended each time within a minute; it is not asked for again.',
  tasks: (
    [
      ['running', 'RUNNING', null, 'node07', 'lab-pc-1', 0],
      ['running', 'RUNNING', null, 'node07', 'lab-pc-2', 1],
      ['waiting', 'PENDING', 'Priority', null, 'lab-pc-3', 0],
      ['ending', 'COMPLETING', null, 'node11', 'lab-pc-4', 0],
      ['lost', 'NODE_FAIL', 'NodeDown', 'node12', 'lab-pc-5', 3],
      ['ended', 'COMPLETED', null, 'node03', 'lab-pc-6', 0],
    ] as const
  ).map(([state, said, reason, node, worker, resubmitted], index) => ({
    ...{ task: index + 1, jobId: `4711_${index + 1}`, state, said, reason, node, worker, resubmitted },
  })),
}
