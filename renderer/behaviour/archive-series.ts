// An archive as a picture: the elites of a grid as cells of the first two axes, or the behaviours that novelty collected
// as points. Pure.
import type { ArchiveView, EliteView } from '../../core/api/genome-views.ts'
import type { CsvTable } from '../chart/csv.ts'

type Elites = Extract<ArchiveView, { kind: 'elites' }>
type Novelty = Extract<ArchiveView, { kind: 'novelty' }>

export interface DrawnCell {
  readonly elite: EliteView
  /** Column and row of the picture, from the left and from below. */
  readonly column: number
  readonly row: number
  /** 0 for the least fit, 1 for the fittest. */
  readonly shade: number
}

export interface DrawnGrid {
  readonly columns: number
  readonly rows: number
  readonly cells: readonly DrawnCell[]
  /** Whether there are more axes than are drawn. */
  readonly isFolded: boolean
}

/** Of cells that differ in further axes only, the fittest; `isLowBetter` where fitness is to be low. */
export function gridOf({ axes, cellsPerAxis, cells }: Elites, isLowBetter = false): DrawnGrid {
  const count = Math.max(1, axes.length)
  const rows = count > 1 ? cellsPerAxis : 1
  const best = new Map<number, EliteView>()
  for (const elite of cells) {
    const { column, row } = placeOf(elite.cell, cellsPerAxis, count)
    const key = row * cellsPerAxis + column
    const holder = best.get(key)
    const isBetter =
      holder === undefined || (isLowBetter ? elite.fitness < holder.fitness : elite.fitness > holder.fitness)
    if (isBetter) best.set(key, elite)
  }
  const reached = [...best.values()].map(({ fitness }) => fitness)
  const low = reached.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY)
  const high = reached.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY)
  const shadeOf = (fitness: number) => {
    if (!(high > low)) return 1
    const share = (fitness - low) / (high - low)
    return isLowBetter ? 1 - share : share
  }
  const drawn = [...best.values()].map((elite): DrawnCell => {
    return { elite, ...placeOf(elite.cell, cellsPerAxis, count), shade: shadeOf(elite.fitness) }
  })
  return { columns: cellsPerAxis, rows, cells: drawn, isFolded: count > 2 }
}

/** The cell's number counts along the last axis first. */
function placeOf(
  cell: number,
  perAxis: number,
  axes: number,
): { readonly column: number; readonly row: number } {
  const along = (axis: number) => Math.floor(cell / perAxis ** (axes - 1 - axis)) % perAxis
  return { column: along(0), row: axes > 1 ? along(1) : 0 }
}

/** Points as shares of the first two axes, 0..1 from the left and from below. */
export function pointsOf({ axes, points }: Novelty): readonly { readonly x: number; readonly y: number }[] {
  const share = (value: number, axis: number) => {
    const { low, high } = axes[axis] ?? { low: 0, high: 1 }
    return Math.max(0, Math.min(1, (value - low) / (high - low)))
  }
  return points.map((point) => ({
    x: share(point[0] ?? 0, 0),
    y: axes.length > 1 ? share(point[1] ?? 0, 1) : 0.5,
  }))
}

/** All that the page has of an archive; the fitness of what novelty collected is not kept. */
export function archiveTable(archive: Elites | Novelty, fitness: string): CsvTable {
  const axes = archive.axes.map(({ name }) => name)
  if (archive.kind === 'novelty') return { columns: axes, rows: archive.points }
  const rows = archive.cells.map((elite) => [...elite.behaviour, elite.fitness])
  return { columns: [...axes, fitness], rows }
}
