// The saved runs as a list that people search, filter and sort. Pure.
import type { SavedRunView } from '../../core/api/saved-runs.ts'

export const SORT_KEYS = [
  'title',
  'problem',
  'seed',
  'started',
  'generations',
  'best',
  'state',
  'bytes',
] as const
export type SortKey = (typeof SORT_KEYS)[number]

export interface Sorting {
  readonly by: SortKey
  readonly isDescending: boolean
}

export const STATE_FILTERS = ['solved', 'unsolved', 'unfinished', 'damaged'] as const
export type StateFilter = (typeof STATE_FILTERS)[number]

export interface RunQuery {
  readonly words: string
  /** null: any. */
  readonly state: StateFilter | null
  readonly problem: string | null
  readonly tag: string | null
  readonly sorting: Sorting
}

export const ALL_RUNS: RunQuery = {
  ...{ words: '', state: null, problem: null, tag: null },
  sorting: { by: 'started', isDescending: true },
}

/** By number within a text, so that try 2 comes before try 10. */
const texts = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

export function listedRuns(runs: readonly SavedRunView[], query: RunQuery): readonly SavedRunView[] {
  const wanted = query.words.toLowerCase().split(/\s+/).filter(Boolean)
  const { by, isDescending } = query.sorting
  const keyed = runs
    .filter((run) => isWanted(run, query) && hasWords(run, wanted))
    .map((run) => ({ run, key: keyOf(run, by) }))
  const sign = isDescending ? -1 : 1
  return keyed
    .toSorted((a, b) => compare(a.key, b.key, sign) || sign * texts.compare(a.run.name, b.run.name))
    .map(({ run }) => run)
}

export const isFiltered = ({ words, state, problem, tag }: RunQuery): boolean =>
  words.trim() !== '' || state !== null || problem !== null || tag !== null

function isWanted(run: SavedRunView, { state, problem, tag }: RunQuery): boolean {
  if (state !== null && stateFilterOf(run) !== state) return false
  if (run.kind === 'damaged') return problem === null && tag === null
  return (problem === null || run.problem === problem) && (tag === null || run.tags.includes(tag))
}

function stateFilterOf(run: SavedRunView): StateFilter {
  if (run.kind === 'damaged') return 'damaged'
  return run.state === 'generations done' || run.state === 'stopped' ? 'unsolved' : run.state
}

function hasWords(run: SavedRunView, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const parts =
    run.kind === 'damaged'
      ? [run.name, run.reason]
      : [run.name, run.title, run.text, run.problem, `seed ${run.seed}`, ...run.tags]
  const text = parts.join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}

/** null where there is nothing to sort by: such runs stand at the end, whichever way. */
function keyOf(run: SavedRunView, by: SortKey): string | number | null {
  if (by === 'bytes') return run.bytes
  if (run.kind === 'damaged') return by === 'title' ? run.name : by === 'state' ? 'damaged' : null
  switch (by) {
    case 'title':
      return nameOf(run)
    case 'problem':
      return run.problem
    case 'seed':
      return run.seed
    case 'started':
      return Number.isNaN(Date.parse(run.createdAt)) ? null : Date.parse(run.createdAt)
    case 'generations':
      return run.generations
    case 'best':
      return run.best
    case 'state':
      return run.state
  }
}

function compare(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : texts.compare(String(a), String(b))
  return sign * order
}

/** Texts begin with A, numbers with the most; another click turns the order round. */
export function nextSorting(now: Sorting, by: SortKey): Sorting {
  if (now.by === by) return { by, isDescending: !now.isDescending }
  return { by, isDescending: by !== 'title' && by !== 'problem' && by !== 'state' }
}

/** What somebody calls a run, or what it is. */
export function nameOf(run: SavedRunView): string {
  if (run.kind === 'damaged') return run.name
  return run.title === '' ? `${run.problem}, seed ${run.seed}` : run.title
}

/** All problems and tags that there are, to choose from. */
export function choicesIn(runs: readonly SavedRunView[]): {
  readonly problems: readonly string[]
  readonly tags: readonly string[]
} {
  const whole = runs.filter((run) => run.kind === 'run')
  const sorted = (names: readonly string[]) => [...new Set(names)].toSorted(texts.compare)
  return {
    problems: sorted(whole.map(({ problem }) => problem)),
    tags: sorted(whole.flatMap(({ tags }) => tags)),
  }
}
