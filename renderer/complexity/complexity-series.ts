// From the history to the curves of the complexity panel.
import type { ComplexitySnapshot, GenerationSnapshot } from '../../core/run/snapshot.ts'
import type { CsvTable } from '../chart/csv.ts'
import type { Band } from '../chart/frame.tsx'
import { Column } from '../chart/history-fold.ts'
import type { CurvePoint } from '../chart/paths.ts'
import type { Span } from '../chart/range.ts'
import { extremesOfEach, lastOfEach, stretches } from '../chart/sampled.ts'

export const COUNTED = ['nodes', 'connections'] as const
export type Counted = (typeof COUNTED)[number]

const KINDS = ['champion', 'mean', 'max'] as const
export type ComplexityKind = (typeof KINDS)[number]

type Columns = Readonly<Record<ComplexityKind, Column>>

const newColumns = (): Columns => ({ champion: new Column(), mean: new Column(), max: new Column() })

/** Sizes of genomes by generation, and the phases in which they shrink. */
export class ComplexityHistory {
  readonly #columns: Readonly<Record<Counted, Columns>> = { nodes: newColumns(), connections: newColumns() }
  /** The last may go on. */
  readonly phases: { from: number; to: number }[] = []
  /** Whether any generation told more than its champion. */
  isTold = false
  length = 0

  add({ champion, complexity }: GenerationSnapshot): void {
    this.#push('nodes', champion.hiddenNodes, complexity)
    this.#push('connections', champion.enabledConnections, complexity)
    if (complexity !== undefined) this.isTold = true
    if (complexity?.simplifying === true) this.#extendPhase()
    this.length++
  }

  column(counted: Counted, kind: ComplexityKind): Column {
    return this.#columns[counted][kind]
  }

  table(): CsvTable {
    const columns = COUNTED.flatMap((counted) =>
      KINDS.map((kind) => [`${kind} ${counted}`, this.#columns[counted][kind]] as const),
    )
    const isSimplifying = (generation: number) =>
      this.phases.some(({ from, to }) => generation >= from && generation <= to)
    return {
      columns: ['generation', ...columns.map(([name]) => name), 'simplifying'],
      rows: Array.from({ length: this.length }, (_, generation) => [
        generation,
        ...columns.map(([, column]) => column.at(generation)),
        isSimplifying(generation) ? 1 : 0,
      ]),
    }
  }

  #push(counted: Counted, champion: number, told: ComplexitySnapshot | undefined): void {
    const columns = this.#columns[counted]
    columns.champion.push(champion)
    columns.mean.push(told?.[counted].mean ?? Number.NaN)
    columns.max.push(told?.[counted].max ?? Number.NaN)
  }

  #extendPhase(): void {
    const last = this.phases.at(-1)
    if (last !== undefined && last.to === this.length - 1) last.to = this.length
    else this.phases.push({ from: this.length, to: this.length })
  }
}

export type ComplexityCurves = Readonly<Record<ComplexityKind, readonly CurvePoint[]>>

export function complexityCurves(history: ComplexityHistory, counted: Counted, span: Span): ComplexityCurves {
  const parts = stretches(span, history.length)
  return {
    champion: lastOfEach(history.column(counted, 'champion'), parts),
    mean: lastOfEach(history.column(counted, 'mean'), parts),
    max: extremesOfEach(history.column(counted, 'max'), stretches(span, history.length, 150)),
  }
}

/** Phases as they are seen: a single generation is as wide as one, and those that people can't tell apart are one. */
export function shownPhases(history: ComplexityHistory, { from, to }: Span, most = 100): readonly Band[] {
  const least = (to - from) / (2 * most)
  const bands: Band[] = []
  for (const phase of history.phases) {
    if (phase.to < from || phase.from > to) continue
    const band = { from: phase.from - 0.5, to: phase.to + 0.5 }
    const before = bands.at(-1)
    if (before !== undefined && band.from - before.to < least)
      bands[bands.length - 1] = { ...before, to: band.to }
    else bands.push(band)
  }
  return bands
}
