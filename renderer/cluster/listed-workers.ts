// The workers as a list that people search and sort. Pure.
import type { WorkerView } from '../../core/api/views.ts'
import type { CsvTable } from '../chart/csv.ts'

export const SORT_KEYS = [
  'label',
  'address',
  'slots',
  'state',
  'genomes',
  'rate',
  'latency',
  'version',
] as const
export type SortKey = (typeof SORT_KEYS)[number]

export interface Sorting {
  readonly by: SortKey
  readonly isDescending: boolean
}

/** Those who left are listed with everybody until one asks for less. */
export type StateFilter = WorkerView['state'] | 'all' | 'warned'

export interface WorkerQuery {
  readonly words: string
  readonly state: StateFilter
  /** null: the master's own slots, then in the order they came. */
  readonly sorting: Sorting | null
}

/** By number within a text, so that pc-2 comes before pc-10. */
const texts = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

export function listedWorkers(
  workers: readonly WorkerView[],
  { words, state, sorting }: WorkerQuery,
): readonly WorkerView[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const found = workers.filter((worker) => isOf(worker, state) && hasWords(worker, wanted))
  if (sorting === null) return found
  const sign = sorting.isDescending ? -1 : 1
  return found.toSorted((a, b) => sign * compare(a, b, sorting.by) || texts.compare(a.label, b.label))
}

function isOf(worker: WorkerView, state: StateFilter): boolean {
  if (state === 'all') return true
  return state === 'warned' ? worker.warning !== null : worker.state === state
}

function hasWords(
  { label, address, appVersion, runtime, warning }: WorkerView,
  words: readonly string[],
): boolean {
  const text = [label, address, appVersion, runtime, warning ?? ''].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}

function compare(a: WorkerView, b: WorkerView, by: SortKey): number {
  switch (by) {
    case 'label':
      return texts.compare(a.label, b.label)
    case 'address':
      return texts.compare(a.address, b.address)
    case 'state':
      return texts.compare(a.state, b.state)
    case 'version':
      return texts.compare(a.appVersion, b.appVersion)
    case 'slots':
      return a.slots - b.slots
    case 'genomes':
      return a.genomesEvaluated - b.genomesEvaluated
    case 'rate':
      return a.genomesPerSecond - b.genomesPerSecond
    case 'latency':
      return (a.roundTripMs ?? Number.POSITIVE_INFINITY) - (b.roundTripMs ?? Number.POSITIVE_INFINITY)
  }
}

/** All that is known of them, a worker a row, in the order of the list. */
export function workersTable(
  workers: readonly WorkerView[],
  words: Readonly<Record<SortKey | 'warning', string>>,
): CsvTable {
  const { label, state, rate, genomes, slots, latency, address, version, warning } = words
  return {
    columns: [label, state, rate, genomes, slots, latency, address, version, warning],
    rows: workers.map((worker) => [
      ...[worker.label, worker.state, worker.genomesPerSecond, worker.genomesEvaluated, worker.slots],
      ...[worker.roundTripMs, worker.local ? null : worker.address, worker.appVersion, worker.warning],
    ]),
  }
}

/** Numbers begin with the most; a third click is back to the order of arrival. */
export function nextSorting(now: Sorting | null, by: SortKey): Sorting | null {
  const first = by === 'slots' || by === 'genomes' || by === 'rate'
  if (now?.by !== by) return { by, isDescending: first }
  return now.isDescending === first ? { by, isDescending: !first } : null
}
