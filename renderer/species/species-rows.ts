// The living species as a table: what the newest generation tells of each, in the order a person wants.
import type { GenerationSnapshot, SpeciesSnapshot } from '../../core/run/snapshot.ts'

export const COLUMNS = ['id', 'age', 'size', 'best', 'stagnation', 'offspring'] as const
export type SpeciesColumn = (typeof COLUMNS)[number]

export interface SortOrder {
  readonly column: SpeciesColumn
  readonly isDescending: boolean
}

export interface LivingSpecies {
  readonly id: number
  readonly age: number
  readonly size: number
  readonly best: number
  readonly stagnation: number
  /** Its share of the next generation, 0 to 1; null where species don't decide that. */
  readonly offspring: number | null
}

export const LARGEST_FIRST: SortOrder = { column: 'size', isDescending: true }

export function livingSpecies(
  snapshot: GenerationSnapshot | undefined,
  { column, isDescending }: SortOrder,
): readonly LivingSpecies[] {
  if (snapshot === undefined) return []
  const children = snapshot.species.reduce((sum, { offspring = 0 }) => sum + offspring, 0)
  const sign = isDescending ? -1 : 1
  return snapshot.species
    .map((species) => rowOf(species, children))
    .sort((a, b) => sign * ((a[column] ?? -1) - (b[column] ?? -1)) || a.id - b.id)
}

function rowOf(
  { id, age, size, best, stagnation, offspring }: SpeciesSnapshot,
  children: number,
): LivingSpecies {
  const share = offspring === undefined ? null : children === 0 ? 0 : offspring / children
  return { id, age, size, best, stagnation, offspring: share }
}

/** The order after a click on a column's head: the same column turned round, another one as people mostly want it. */
export function orderAfterClick(order: SortOrder, column: SpeciesColumn): SortOrder {
  if (order.column === column) return { column, isDescending: !order.isDescending }
  return { column, isDescending: column !== 'id' }
}
