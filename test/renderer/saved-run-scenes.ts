// Saved runs that never were, for the screens that list them: many, with names and tags, and some that are damaged.
import type { DeletedRun, DifferingSetting, SavedRunView } from '../../core/api/saved-runs.ts'
import { Random } from '../../core/base/random.ts'
import type { FakeApi } from './fake-api.ts'
import { madeUpGenome } from './made-up-genome.ts'

const PROBLEMS = [
  ['car', 2.356],
  ['double-pole', 812.4],
  ['xor', 3.93],
  ['deceptive-maze', 0.8231],
  ['snake', 34.6],
  ['auto-mpg', 0.912],
] as const
const STATES = ['solved', 'generations done', 'stopped', 'unfinished'] as const
const LABELS: Readonly<
  Record<number, Pick<Extract<SavedRunView, { kind: 'run' }>, 'title' | 'tags' | 'text'>>
> = {
  1: { title: 'Baseline', tags: ['paper', 'figure 2'], text: 'All settings as the preset has them.' },
  2: { title: 'Large population', tags: ['paper'], text: '' },
  4: { title: '', tags: ['lab'], text: 'Two workers were lost over night; the result is the same.' },
  7: { title: 'Without crossover', tags: ['ablation', 'paper'], text: 'Slower, as expected.' },
}
const HOUR_MS = 3_600_000

export function madeUpRuns(count: number, nowMs = Date.now()): readonly SavedRunView[] {
  const random = Random.fromSeed(3)
  return Array.from({ length: count }, (_, index): SavedRunView => {
    const [problem, best] = PROBLEMS[index % PROBLEMS.length] ?? PROBLEMS[0]
    const state = STATES[index % STATES.length] ?? 'solved'
    const planned = 200 + 100 * (index % 5)
    const generations = state === 'generations done' ? planned : 12 + ((index * 37) % planned)
    const createdAt = new Date(nowMs - HOUR_MS * (1 + index * 7)).toISOString()
    return {
      ...{ kind: 'run', name: `${createdAt.replaceAll(':', '-')}-${problem}-seed-${index + 1}`, problem },
      ...{ goal: 'maximise', seed: index + 1, createdAt, generations, planned },
      ...{ evaluations: generations * 150, best: best * (0.8 + 0.2 * random.nextFloat()), state },
      ...{ bytes: 90_000 + generations * 21_000, isOpen: index === 0, isImported: index === 3 },
      ...(LABELS[index] ?? { title: '', tags: [], text: '' }),
    }
  })
}

export const DAMAGED_RUNS: readonly SavedRunView[] = [
  {
    ...{
      kind: 'damaged',
      name: '2026-11-19T08-12-44-120Z-car-seed-9',
      bytes: 812_000,
      isOpen: false,
      isImported: false,
    },
    reason:
      'config.json in 2026-11-19T08-12-44-120Z-car-seed-9 is damaged: it is not JSON. Restore it from a copy.',
  },
  {
    ...{ kind: 'damaged', name: '2026-11-02T17-40-03-007Z-xor-seed-2', bytes: 40_100, isOpen: false },
    reason:
      '2026-11-02T17-40-03-007Z-xor-seed-2 was written by a later Neatwork (run format 2, and this one reads 1). Update Neatwork on this machine.',
  },
]

const DIFFERING: readonly DifferingSetting[] = [
  { path: 'seed', values: [2, 3, 8] },
  { path: 'neat.populationSize', values: [150, 1000, 150] },
  { path: 'neat.reproduction.crossoverRate', values: [0.75, 0.75, 0] },
  { path: 'options.track', values: ['oval', 'figure eight', null] },
]

const DELETED: readonly DeletedRun[] = [
  {
    ...{ id: '1764000000000~2026-11-20-xor-seed-1', name: '2026-11-20-xor-seed-1' },
    ...{ deletedAtMs: 1_764_000_000_000, bytes: 312_000 },
  },
]

/** Gives the api of a scene the runs that its name asks for. */
export function withSavedRuns(api: FakeApi, scene: string): void {
  if (scene === 'history') api.savedRuns = [...madeUpRuns(60), ...DAMAGED_RUNS]
  if (scene === 'history-failing') {
    api.savedRuns = [...DAMAGED_RUNS, ...madeUpRuns(3).slice(1)]
    api.refusal =
      'The problem “double-pole” has changed since this run began. Use Neatwork 0.1.0 to go on with it.'
  }
  const genome = madeUpGenome(5, { hidden: 6, connections: 40 })
  api.savedChampion = { generation: 12, fitness: 3.9, hash: '0', genome }
  api.differing = DIFFERING
  api.deletedRuns = { runs: DELETED, leadsTo: 'system' }
}
