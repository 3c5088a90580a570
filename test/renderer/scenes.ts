// States of the app worth looking at: empty, busy, failing. Real XOR evolution where that is quick, else made up.

import { championOf, resultOf } from '../../core/api/champion.ts'
import type { FitnessCheck } from '../../core/api/fitness-check.ts'
import type { ArchiveView } from '../../core/api/genome-views.ts'
import type { RecentRun } from '../../core/api/home-requests.ts'
import type { IslandsView } from '../../core/api/islands-view.ts'
import type { JobsView } from '../../core/api/jobs.ts'
import type { OpenedFile } from '../../core/api/opened-file.ts'
import { problemView } from '../../core/api/problem-view.ts'
import type { LogEntry } from '../../core/api/run-log.ts'
import { NOTHING_TOLD } from '../../core/api/told.ts'
import type { AppState, RunStatus, RunView, WorkerStatusView, WorkerView } from '../../core/api/views.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { deceptiveMaze } from '../../core/problems/maze/deceptive-maze.ts'
import { defaultOptions } from '../../core/problems/options.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { findProblem } from '../../core/problems/registry.ts'
import { xor } from '../../core/problems/xor.ts'
import { evolve, type GenerationOutcome } from '../../core/run/evolve.ts'
import { NO_PROGRESS } from '../../core/run/run-clock.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'
import { FakeApi } from './fake-api.ts'
import { madeUpHistory } from './made-up-history.ts'
import { madeUpWork } from './made-up-work.ts'
import { withSavedRuns } from './saved-run-scenes.ts'

const config = runConfigOf({ seed: 4 })

/** XOR until it is solved, or the first `atMost` generations of it. */
export async function xorRun(atMost = 200): Promise<RunView> {
  const outcomes: GenerationOutcome[] = []
  for await (const outcome of evolve(evolutionOf(config))) {
    outcomes.push(outcome)
    if (outcomes.length === atMost || outcome.best.fitness >= xor.solvedAt) break
  }
  const last = outcomes.at(-1) ?? null
  const isSolved = last !== null && last.best.fitness >= xor.solvedAt
  return {
    ...emptyRun(isSolved ? { kind: 'ended', result: resultOf('solved', last) } : { kind: 'running' }),
    history: outcomes.map(({ snapshot }) => snapshot),
    champion: last === null ? null : championOf(last.best, config),
  }
}

/** A few generations of the maze, whose champion can be watched. */
async function begunRun(problem: Problem): Promise<RunView> {
  const settings = runConfigOf({ problem: problem.name, seed: 2, neat: { populationSize: 60 } })
  const evaluator = new SerialEvaluator(problem)
  const outcomes = await generationsOf(evolutionOf(settings, { problem, evaluator }), 8)
  const last = outcomes.at(-1)
  return {
    ...emptyRun({ kind: 'running' }),
    problem: problemView(problem),
    options: defaultOptions(problem.options),
    history: outcomes.map(({ snapshot }) => snapshot),
    champion: last === undefined ? null : championOf(last.best, settings),
  }
}

function builtIn(name: string): Problem {
  const found = findProblem(name)
  if (!found.ok) throw new RangeError(found.message)
  return found.problem
}

export function emptyRun(status: RunStatus): RunView {
  return {
    role: 'local',
    problem: problemView(xor),
    goal: 'maximise',
    populationSize: 150,
    generations: 200,
    seed: 4,
    minWorkers: 0,
    status,
    progress: NO_PROGRESS,
    options: {},
    history: [],
    champion: null,
    workers: [],
    jobs: null,
    alarms: [],
    log: [],
    told: NOTHING_TOLD,
    notes: [],
    joinLinks: [],
    islands: null,
    islandLinks: [],
    folder: null,
  }
}

export const JOIN_LINKS = [
  'neatwork://join/192.168.1.10:5000?cert=Yw3k8mX1vPq0sT5uR7zA2bC4dE6fG8hI9jK0lM1nO2p&token=Jx3wYQ0fEJ2h7l1vPp0m9w',
  'neatwork://join/10.8.0.3:5000?cert=Yw3k8mX1vPq0sT5uR7zA2bC4dE6fG8hI9jK0lM1nO2p&token=Jx3wYQ0fEJ2h7l1vPp0m9w',
]

export function workerView(index: number, change: Partial<WorkerView> = {}): WorkerView {
  return {
    key: `worker-${index}`,
    label: `lab-pc-${index}`,
    address: `192.168.1.${20 + index}:4${7000 + index * 13}`,
    local: false,
    slots: 4 + (index % 5) * 2,
    state: index % 4 === 3 ? 'idle' : 'working',
    genomesEvaluated: 18_000 + index * 1371,
    genomesPerSecond: index % 4 === 3 ? 0 : 812.4 + index * 17,
    roundTripMs: 1.4 + index,
    appVersion: '0.1.0',
    runtime: 'V8 14.1, Node 24.21.0, linux 6.1 x64, Intel Core i7-9700',
    warning: null,
    ...change,
  }
}

export function stateOf(
  mode: AppState['mode'],
  suggestion: AppState['suggestion'] = { kind: 'none' },
): AppState {
  return { appVersion: '0.1.0', access: { acts: true, files: true }, suggestion, files: 'none', mode }
}

export function workerStatus(change: Partial<WorkerStatusView> = {}): WorkerStatusView {
  return {
    master: '192.168.1.10:5000',
    label: 'lab-pc-7',
    slots: 7,
    onlyWhenIdle: null,
    isHeld: false,
    connection: { kind: 'working', generation: 41, genomes: 38 },
    problem: 'xor',
    genomesEvaluated: 48_213,
    genomesPerSecond: 1904.2,
    long: [],
    warning: null,
    lastError: null,
    ...change,
  }
}

/** The api behind a scene: what its first screen lists. */
export function sceneApi(name: string, state: AppState): FakeApi {
  const api = new FakeApi(state)
  if (name !== 'home-new') api.preferences = { 'hint-seen': 'true' }
  if (state.mode.kind === 'run') api.work = madeUpWork(state.mode.run.workers)
  if (name === 'watch-maze') api.archive = ELITES
  if (name === 'setup-own') api.fitnessCheck = OWN_CHECK
  if (name === 'opened') api.openedFile = OPENED_RUN
  api.recentRuns = name === 'home-new' ? [] : recentRuns()
  withSavedRuns(api, name)
  if (name !== 'home') return api
  api.foundMasters = [
    { name: 'lab-server', host: '192.168.1.10', port: 5000, fingerprint: 'x' },
    { name: 'ada-desk', host: '192.168.1.23', port: 5000, fingerprint: 'y' },
  ]
  api.knownMasters = [
    {
      ...{ id: 'one', address: '192.168.1.10:5000', name: 'lab-pc-7', slots: 7 },
      ...{ onlyWhenIdle: 5, joinedAtMs: 0 },
    },
  ]
  return api
}

/** As MAP-Elites fills its grid: more and better ones where it began. */
const ELITES: ArchiveView = {
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

const OPENED_RUN: OpenedFile = {
  ...{ kind: 'run', name: '2026-11-20T16-02-11-480Z-balance-seed-5', problem: 'balance', generations: 84 },
  code: { file: 'code/balance.ts', hash: '9f2c41d07be3' },
}

const OWN_CHECK: FitnessCheck = {
  file: '/home/ada/lab/balance.ts',
  problem: { ...problemView(xor), name: 'balance', summary: 'Balances a broom on a hand.' },
  genomes: [0.42, 0.87, 0.11, 0.53].map((fitness, genomeId) => ({ kind: 'scored', genomeId, fitness })),
  msEach: 3.4,
}

const HOUR_MS = 3_600_000
const recentRuns = (): readonly RecentRun[] =>
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

const AT_MS = Date.UTC(2026, 10, 23, 9, 30)
const LOG: readonly LogEntry[] = [
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
const JOBS: JobsView = {
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

const MASTER = { role: 'master', minWorkers: 2, joinLinks: JOIN_LINKS } as const

/** Every scene by name. */
export async function scenes(): Promise<Readonly<Record<string, AppState>>> {
  const solved = await xorRun()
  const young = await xorRun(12)
  const workers = Array.from({ length: 5 }, (_, index) => workerView(index + 1))
  const busy: RunView = {
    ...young,
    ...MASTER,
    status: { kind: 'running' },
    log: LOG,
    told: {
      printed: [
        { number: 1, atMs: AT_MS, generation: 11, worker: 'lab-pc-2', genomeId: 1612, text: 'lap 2 of 3' },
      ],
      long: [],
    },
    notes: [{ number: 1, generation: 5, text: 'looks promising', atMs: AT_MS }],
    workers: [
      workerView(0, { key: 'own', label: 'own slots', address: 'this machine', local: true, slots: 3 }),
      ...workers,
      workerView(6, {
        label: 'lab-pc-1-2',
        warning: 'Another worker is called lab-pc-1 too; this one is shown as lab-pc-1-2.',
      }),
      workerView(7, { state: 'gone', genomesPerSecond: 0 }),
    ],
  }
  const run = (view: RunView): AppState => stateOf({ kind: 'run', run: view })
  const others = ['paris', 'rome', 'oslo', 'lisbon']
  const star: IslandsView = {
    ...{ ...ISLANDS, topology: 'star' },
    passages: others.flatMap((name, index) => [
      { from: name, to: 'berlin', state: index === 1 ? 'missing' : 'arrived' },
      { from: 'berlin', to: name, state: 'arrived' },
    ]),
  }
  return {
    islands: run({
      ...busy,
      islands: ISLANDS,
      islandLinks: JOIN_LINKS.map((link) => link.replace('join/', 'island/')),
    }),
    'islands-star': run({ ...busy, islands: star }),
    'slurm-jobs': run({ ...busy, jobs: JOBS }),
    home: stateOf({ kind: 'home' }),
    opened: stateOf({ kind: 'home' }),
    'home-new': stateOf({ kind: 'home' }),
    history: stateOf({ kind: 'home' }),
    'history-empty': stateOf({ kind: 'home' }),
    'history-failing': stateOf({ kind: 'home' }),
    'setup-local': stateOf({ kind: 'home' }, { kind: 'local' }),
    'setup-master': stateOf({ kind: 'home' }, { kind: 'master' }),
    'setup-own': { ...stateOf({ kind: 'home' }, { kind: 'local' }), files: 'path' },
    'setup-worker': stateOf({ kind: 'home' }, { kind: 'worker', link: JOIN_LINKS[0] ?? '' }),
    'master-waiting': run({ ...emptyRun({ kind: 'waiting', connected: 0, needed: 2 }), ...MASTER }),
    'master-busy': run(busy),
    'local-paused': run({ ...young, status: { kind: 'paused' } }),
    solved: run({ ...solved, folder: '/home/ada/neatwork/runs/2026-11-23-xor-seed-4' }),
    failed: run({
      ...young,
      status: {
        kind: 'failed',
        message: 'the disk with the run’s folder is full. Free some space and resume the run',
      },
    }),
    'watch-xor': run(solved),
    'watch-car': run(await begunRun(builtIn('car'))),
    'watch-snake': run(await begunRun(builtIn('snake'))),
    'watch-maze': run(await begunRun(deceptiveMaze)),
    'watch-classification': run(await begunRun(builtIn('iris'))),
    'watch-regression': run(await begunRun(builtIn('auto-mpg'))),
    long: run({ ...young, history: madeUpHistory(3000, 40), generations: 10_000, populationSize: 1000 }),
    'worker-working': stateOf({
      kind: 'worker',
      worker: workerStatus({
        long: [
          { genomeId: 2903, share: 0.37, note: 'lap 371 of 1000' },
          { genomeId: 2911, share: 0.82, note: '' },
        ],
      }),
    }),
    'worker-retrying': stateOf({
      kind: 'worker',
      worker: workerStatus({
        connection: { kind: 'retrying', attempt: 3, retryInMs: 4200 },
        genomesPerSecond: 0,
        lastError:
          'No master answers at 192.168.1.10:5000. Check that it runs and that no firewall blocks the port.',
      }),
    }),
    'worker-closed': stateOf({
      kind: 'worker',
      worker: workerStatus({
        connection: { kind: 'closed', reason: 'The master refused the token. Copy its join link once more.' },
        genomesPerSecond: 0,
        problem: null,
        genomesEvaluated: 0,
      }),
    }),
  }
}
