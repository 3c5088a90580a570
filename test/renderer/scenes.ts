// States of the app worth looking at: empty, busy, failing. Real XOR evolution where that is quick, else made up.
import { championOf, resultOf } from '../../core/api/champion.ts'
import type { IslandsView } from '../../core/api/islands-view.ts'
import { problemView } from '../../core/api/problem-view.ts'
import type { AppState, RunView } from '../../core/api/views.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { deceptiveMaze } from '../../core/problems/maze/deceptive-maze.ts'
import { defaultOptions } from '../../core/problems/options.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { findProblem } from '../../core/problems/registry.ts'
import { xor } from '../../core/problems/xor.ts'
import { evolve, type GenerationOutcome } from '../../core/run/evolve.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'
import { FakeApi } from './fake-api.ts'
import { madeUpHistory } from './made-up-history.ts'
import { emptyRun, JOIN_LINKS, stateOf, workerStatus, workerView } from './made-up-views.ts'
import { madeUpWork } from './made-up-work.ts'
import { withSavedRuns } from './saved-run-scenes.ts'
import { AT_MS, ELITES, ISLANDS, JOBS, LOG, OPENED_RUN, OWN_CHECK, recentRuns } from './scene-contents.ts'

const config = runConfigOf({ seed: 4 })

/** XOR until it is solved, or the first `atMost` generations of it. */
async function xorRun(atMost = 200): Promise<RunView> {
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
