// From the history to the stacked areas of the species: sizes over generations, the largest apart, the rest together.
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import { buckets } from '../ui/sample.ts'

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
  /** Number of species that there ever were. */
  readonly count: number
  readonly rows: readonly SpeciesRow[]
  /** Genomes in the largest generation. */
  readonly most: number
}

export const MAX_SPECIES = 32
export const MAX_ROWS = 150

export function speciesSeries(
  history: readonly GenerationSnapshot[],
  limits: { readonly species: number; readonly rows: number } = { species: MAX_SPECIES, rows: MAX_ROWS },
): SpeciesSeries {
  const sampled = buckets(history, limits.rows).flatMap((bucket) => bucket.at(-1) ?? [])
  const weight = new Map<number, number>()
  for (const { species } of sampled) {
    for (const { id, size } of species) weight.set(id, (weight.get(id) ?? 0) + size)
  }
  const largest = [...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limits.species)
  const shown = largest.map(([id]) => id).sort((a, b) => a - b)
  const place = new Map(shown.map((id, index) => [id, index]))
  const rows = sampled.map((snapshot) => rowOf(snapshot, place))
  const most = sampled.reduce((high, { populationSize }) => Math.max(high, populationSize), 1)
  return { shown, count: weight.size, rows, most }
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
