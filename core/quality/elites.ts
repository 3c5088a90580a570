// MAP-Elites' grid: the fittest found so far for every kind of behaviour (Mouret & Clune 2015, "Illuminating search spaces
// by mapping elites"). What an elite is made of, the caller decides.

export interface Elite<Content> {
  /** Index of the cell in the grid, axis after axis. */
  readonly cell: number
  readonly fitness: number
  /** As it was measured, one number per axis. */
  readonly behaviour: Float64Array
  readonly content: Content
}

/** In order of cell, one per cell. A value. */
export type Elites<Content> = readonly Elite<Content>[]

/** The cell of a behaviour scaled to 0..1 per axis; what lies outside belongs to the nearest cell. */
export function cellOf(behaviour: Float64Array, cellsPerAxis: number): number {
  return behaviour.reduce((cell, value) => {
    const along = Math.max(0, Math.min(cellsPerAxis - 1, Math.floor(value * cellsPerAxis)))
    return cell * cellsPerAxis + along
  }, 0)
}

/** Each candidate takes its cell when that is empty or holds something worse, in the order of the candidates. */
export function settle<Content>(
  elites: Elites<Content>,
  candidates: readonly Elite<Content>[],
  isBetter: (a: number, b: number) => boolean,
): Elites<Content> {
  const byCell = new Map(elites.map((elite) => [elite.cell, elite]))
  for (const candidate of candidates) {
    const holder = byCell.get(candidate.cell)
    if (holder === undefined || isBetter(candidate.fitness, holder.fitness))
      byCell.set(candidate.cell, candidate)
  }
  return [...byCell.values()].sort((a, b) => a.cell - b.cell)
}
