// States of the app worth looking at: empty, busy, failing. Real XOR evolution where that is quick, else made up.

import { championOf, resultOf } from '../../core/api/champion.ts'
import type { ClusterWork, FailureView, TaskView } from '../../core/api/cluster-work.ts'
import type { FitnessCheck } from '../../core/api/fitness-check.ts'
import type { RecentRun } from '../../core/api/home-requests.ts'
import { problemView } from '../../core/api/problem-view.ts'
import type { LogEntry } from '../../core/api/run-log.ts'
import type { AppState, RunStatus, RunView, WorkerStatusView, WorkerView } from '../../core/api/views.ts'
import { Random } from '../../core/base/random.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { deceptiveMaze } from '../../core/problems/maze/deceptive-maze.ts'
import { defaultOptions } from '../../core/problems/options.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { findProblem } from '../../core/problems/registry.ts'
import { xor } from '../../core/problems/xor.ts'
import { evolve, type GenerationOutcome } from '../../core/run/evolve.ts'
import { NO_PROGRESS } from '../../core/run/run-clock.ts'
import type { ComplexitySnapshot, GenerationSnapshot } from '../../core/run/snapshot.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'
import { FakeApi } from './fake-api.ts'
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
    alarms: [],
    log: [],
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

/** Half a minute of a cluster whose slots were busy most of the time, with a genome that failed. */
export function madeUpWork(workers: readonly WorkerView[], nowMs = 60_000): ClusterWork {
  const random = Random.fromSeed(5)
  const tasks: TaskView[] = []
  for (const { key, slots, state } of workers) {
    for (let slot = 0; slot < slots && state !== 'gone'; slot++) {
      let at = nowMs - 30_000 + 2000 * random.nextFloat()
      for (;;) {
        const startMs = at
        const endMs = startMs + 300 + 900 * random.nextFloat()
        if (endMs > nowMs) break
        const generation = Math.floor(startMs / 2500)
        // Between two generations everybody waits.
        at = endMs + (Math.floor(endMs / 2500) > generation ? 350 : 20) * random.nextFloat()
        const failed = random.nextChance(0.004) ? 1 : 0
        tasks.push({ number: 0, worker: key, startMs, endMs, generation, genomes: 12, failed })
      }
    }
  }
  const inOrder = tasks.toSorted((a, b) => a.endMs - b.endMs).map((task, at) => ({ ...task, number: at + 1 }))
  const failure: FailureView = {
    ...{ number: 1, atMs: nowMs - 9000, generation: 19, genomeId: 2871, worker: 'lab-pc-2', cause: 'threw' },
    reason:
      'the evaluation threw ZeroDivisionError: float division by zero (car.py:41 in pace, called from car.py:17 in evaluate) (3 tries)',
    trace:
      'Traceback (most recent call last):\n  File "car.py", line 17, in evaluate\n    return distance + pace(distance, laps)\n  File "car.py", line 41, in pace\n    return distance / laps\nZeroDivisionError: float division by zero',
  }
  const long = [
    { worker: 'lab-pc-1', genomeId: 2903, share: 0.37, note: 'lap 371 of 1000' },
    { worker: 'lab-pc-3', genomeId: 2911, share: 0.82, note: '' },
  ]
  const slots = workers.reduce((sum, worker) => sum + worker.slots, 0)
  const phases = { waiting: 0, breeding: 6000, giving: 21_000, awaiting: 3000 }
  return { nowMs, tasks: inOrder, failures: [failure], long, slots, phases }
}

/** Generations of a run that never happened: species come, grow, shrink and go. */
export function madeUpHistory(generations: number, speciesAtOnce: number): GenerationSnapshot[] {
  const random = Random.fromSeed(11)
  let nextId = 0
  let alive: { id: number; born: number; weight: number }[] = []
  const history: GenerationSnapshot[] = []
  for (let generation = 0; generation < generations; generation++) {
    alive = alive.filter(({ weight }) => weight > 0.04)
    while (alive.length < speciesAtOnce) {
      alive.push({ id: nextId++, born: generation, weight: 0.2 + random.nextFloat() })
    }
    alive = alive.map((one) => ({ ...one, weight: one.weight * (0.9 + 0.2 * random.nextFloat()) }))
    history.push(madeUpSnapshot(generation, alive, random))
  }
  return history
}

function madeUpSnapshot(
  generation: number,
  alive: readonly { id: number; born: number; weight: number }[],
  random: Random,
): GenerationSnapshot {
  const total = alive.reduce((sum, { weight }) => sum + weight, 0)
  const progress = 1 - 1 / (1 + generation / 400)
  const best = 4 * progress + 0.1 * random.nextFloat()
  const species = alive.map(({ id, born, weight }) => ({
    id,
    size: Math.max(1, Math.round((1000 * weight) / total)),
    age: generation - born,
    best: best * 0.9,
    mean: best * 0.6,
    stagnation: 3,
  }))
  return {
    version: 1,
    generation,
    populationSize: species.reduce((sum, { size }) => sum + size, 0),
    best,
    mean: best * 0.6,
    quartiles: [best * 0.4, best * 0.62, best * 0.8],
    species,
    compatibilityThreshold: 3,
    evaluations: 1000 * (generation + 1),
    failures: 0,
    champion: {
      ...{ genomeId: generation, fitness: best },
      hiddenNodes: Math.round(12 * progress),
      enabledConnections: Math.round(40 * progress),
    },
    complexity: madeUpComplexity(generation, progress),
    populationHash: '0'.repeat(32),
  }
}

/** Genomes that grow, and shrink in phases. */
function madeUpComplexity(generation: number, progress: number): ComplexitySnapshot {
  const simplifying = generation % 400 > 300
  const size = progress * (1 + (generation % 400) / 800) * (simplifying ? 0.9 : 1)
  return {
    nodes: { mean: 11 * size, max: Math.round(20 * size) },
    connections: { mean: 36 * size, max: Math.round(70 * size) },
    simplifying,
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
  if (name === 'setup-own') api.fitnessCheck = OWN_CHECK
  api.recentRuns = name === 'home-new' ? [] : RECENT
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

const OWN_CHECK: FitnessCheck = {
  file: '/home/ada/lab/balance.ts',
  problem: { ...problemView(xor), name: 'balance', summary: 'Balances a broom on a hand.' },
  genomes: [0.42, 0.87, 0.11, 0.53].map((fitness, genomeId) => ({ kind: 'scored', genomeId, fitness })),
  msEach: 3.4,
}

const HOUR_MS = 3_600_000
const RECENT: readonly RecentRun[] = (
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
].map(
  (event, index) =>
    ({ number: index + 1, atMs: AT_MS + 61_000 * index, generation: 2 * index, ...event }) as LogEntry,
)

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
  return {
    home: stateOf({ kind: 'home' }),
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
