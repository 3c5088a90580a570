// From the history to the stacked areas of the species: sizes over generations, the largest apart, the rest together.
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import type { CsvTable } from '../chart/csv.ts'
import type { Span } from '../chart/range.ts'
import type { Timeline } from '../chart/timeline.ts'
import type { SpeciesHistory } from './species-history.ts'

export interface SpeciesRow {
  readonly generation: number
  /** Genomes by species, in the order of {@link SpeciesSeries.shown}. */
  readonly sizes: readonly number[]
  /** Genomes of all species that aren't shown apart. */
  readonly others: number
}

export interface SpeciesSeries {
  /** Ids of the species shown apart, the oldest first. */
  readonly shown: readonly number[]
  readonly rows: readonly SpeciesRow[]
}

const MAX_SPECIES = 32
export const MAX_ROWS = 150

export function speciesSeries(
  history: readonly GenerationSnapshot[],
  { time, span }: { readonly time: Timeline; readonly span: Span },
  limits: { readonly species: number; readonly rows: number } = { species: MAX_SPECIES, rows: MAX_ROWS },
): SpeciesSeries {
  const sampled = time.stretches(span, limits.rows).flatMap(({ to }) => history[to] ?? [])
  const weight = new Map<number, number>()
  for (const { species } of sampled) {
    for (const { id, size } of species) weight.set(id, (weight.get(id) ?? 0) + size)
  }
  const largest = [...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limits.species)
  const shown = largest.map(([id]) => id).sort((a, b) => a - b)
  const place = new Map(shown.map((id, index) => [id, index]))
  return { shown, rows: sampled.map((snapshot) => rowOf(snapshot, place)) }
}

function rowOf({ generation, species }: GenerationSnapshot, place: ReadonlyMap<number, number>): SpeciesRow {
  const sizes = new Array<number>(place.size).fill(0)
  let others = 0
  for (const { id, size } of species) {
    const index = place.get(id)
    if (index === undefined) others += size
    else sizes[index] = size
  }
  return { generation, sizes, others }
}

/** One species' area: between these two lines, by row; null where it has no members. */
export interface StackedArea {
  /** null: all the others. */
  readonly id: number | null
  readonly low: readonly number[]
  readonly high: readonly number[]
}

/** The areas from the bottom up: the oldest species first, the others last. */
export function stackedAreas({ shown, rows }: SpeciesSeries): readonly StackedArea[] {
  const ground = new Array<number>(rows.length).fill(0)
  const area = (id: number | null, sizeIn: (row: SpeciesRow) => number): StackedArea => {
    const low = [...ground]
    rows.forEach((row, at) => {
      ground[at] = (ground[at] ?? 0) + sizeIn(row)
    })
    return { id, low, high: [...ground] }
  }
  return [
    ...shown.map((id, index) => area(id, (row) => row.sizes[index] ?? 0)),
    area(null, (row) => row.others),
  ]
}

/** A birth or an extinction on the picture. */
export interface LifeMark {
  readonly id: number
  readonly kind: 'born' | 'extinct'
  readonly generation: number
  /** Genomes below it. */
  readonly height: number
}

/** Marks that people can tell apart; more would hide the areas. */
const MOST_MARKS = 80

/** Where species shown apart begin and end, inside what is shown. */
export function lifeMarks(
  { rows }: SpeciesSeries,
  areas: readonly StackedArea[],
  history: SpeciesHistory,
): readonly LifeMark[] {
  const marks = areas.flatMap(({ id, low, high }) => {
    const life = id === null ? null : history.life(id)
    if (life === null || id === null) return []
    const isIn = (at: number) => (high[at] ?? 0) > (low[at] ?? 0)
    const first = rows.findIndex((_, at) => isIn(at))
    const last = rows.findLastIndex((_, at) => isIn(at))
    const middle = (at: number) => ((low[at] ?? 0) + (high[at] ?? 0)) / 2
    const found: LifeMark[] = []
    if (first > 0) found.push({ id, kind: 'born', generation: life.born, height: middle(first) })
    if (last >= 0 && last < rows.length - 1) {
      found.push({ id, kind: 'extinct', generation: life.last, height: middle(last) })
    }
    return found
  })
  return marks.length > MOST_MARKS ? [] : marks
}

/** The species under a point of the picture, of those shown apart; null for the others. */
export function speciesAt(series: SpeciesSeries, generation: number, height: number): number | null {
  const row = nearestRow(series, generation)
  if (row === null) return null
  let ground = 0
  for (const [index, size] of row.sizes.entries()) {
    ground += size
    if (height < ground) return series.shown[index] ?? null
  }
  return null
}

export function nearestRow({ rows }: SpeciesSeries, generation: number): SpeciesRow | null {
  return rows.find((row) => row.generation >= generation) ?? rows.at(-1) ?? null
}

/** The `atMost` largest of the species shown apart, by their sizes in one row; none that is empty. */
export function largest(
  shown: readonly number[],
  sizes: readonly number[],
  atMost: number,
): readonly { readonly id: number; readonly size: number }[] {
  return shown
    .map((id, index) => ({ id, size: sizes[index] ?? 0 }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || a.id - b.id)
    .slice(0, atMost)
}

/** Every species of every generation, a line each. */
export function speciesCsv(history: readonly GenerationSnapshot[]): CsvTable {
  const columns = [
    'generation',
    'threshold',
    'species',
    'size',
    'age',
    'best',
    'mean',
    'stagnation',
    'offspring',
  ]
  const rows = history.flatMap(({ generation, compatibilityThreshold, species }) =>
    species.map(({ id, size, age, best, mean, stagnation, offspring = null }) => [
      ...[generation, compatibilityThreshold, id, size, age, best, mean, stagnation, offspring],
    ]),
  )
  return { columns, rows }
}
