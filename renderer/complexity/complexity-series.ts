// From the history to the curves of the complexity panel.
import type { ComplexitySnapshot, GenerationSnapshot } from '../../core/run/snapshot.ts'
import type { CsvTable } from '../chart/csv.ts'
import type { Band } from '../chart/frame.tsx'
import type { CurvePoint } from '../chart/paths.ts'
import type { Span } from '../chart/range.ts'
import { extremesOfEach, lastOfEach, MAX_POINTS } from '../chart/sampled.ts'
import { Column, Timeline } from '../chart/timeline.ts'

export const COUNTED = ['nodes', 'connections'] as const
export type Counted = (typeof COUNTED)[number]

const KINDS = ['champion', 'mean', 'max'] as const
export type ComplexityKind = (typeof KINDS)[number]

type Columns = Readonly<Record<ComplexityKind, Column>>

const newColumns = (): Columns => ({ champion: new Column(), mean: new Column(), max: new Column() })

/** Sizes of genomes by generation, and the phases in which they shrink. */
export class ComplexityHistory {
  readonly #columns: Readonly<Record<Counted, Columns>> = { nodes: newColumns(), connections: newColumns() }
  readonly #simplifying = new Column()
  readonly time = new Timeline()
  /** Whether any generation told more than its champion. */
  isTold = false

  add({ generation, champion, complexity }: GenerationSnapshot): void {
    this.#push('nodes', champion.hiddenNodes, complexity)
    this.#push('connections', champion.enabledConnections, complexity)
    if (complexity !== undefined) this.isTold = true
    this.#simplifying.push(complexity?.simplifying === true ? 1 : 0)
    this.time.push(generation)
  }

  keepFirst(length: number): void {
    const columns = COUNTED.flatMap((counted) => Object.values(this.#columns[counted]))
    for (const column of [...columns, this.#simplifying, this.time]) column.keepFirst(length)
  }

  /** Phases of simplification; of a thinned history from the first to the last generation that is known of them. */
  get phases(): readonly Span[] {
    const found: Span[] = []
    for (let index = 0; index < this.time.length; index++) {
      if (this.#simplifying.at(index) === 0) continue
      const generation = this.time.generationAt(index)
      const last = found.at(-1)
      const goesOn = this.#simplifying.at(index - 1) === 1
      if (last !== undefined && goesOn) found[found.length - 1] = { from: last.from, to: generation }
      else found.push({ from: generation, to: generation })
    }
    return found
  }

  isSimplifying(generation: number): boolean {
    return this.#simplifying.at(this.time.indexOf(generation)) === 1
  }

  column(counted: Counted, kind: ComplexityKind): Column {
    return this.#columns[counted][kind]
  }

  table(): CsvTable {
    const columns = COUNTED.flatMap((counted) =>
      KINDS.map((kind) => [`${kind} ${counted}`, this.#columns[counted][kind]] as const),
    )
    return {
      columns: ['generation', ...columns.map(([name]) => name), 'simplifying'],
      rows: Array.from({ length: this.time.length }, (_, index) => [
        this.time.generationAt(index),
        ...columns.map(([, column]) => column.at(index)),
        this.#simplifying.at(index),
      ]),
    }
  }

  #push(counted: Counted, champion: number, told: ComplexitySnapshot | undefined): void {
    const columns = this.#columns[counted]
    columns.champion.push(champion)
    columns.mean.push(told?.[counted].mean ?? Number.NaN)
    columns.max.push(told?.[counted].max ?? Number.NaN)
  }
}

export type ComplexityCurves = Readonly<Record<ComplexityKind, readonly CurvePoint[]>>

export function complexityCurves(history: ComplexityHistory, counted: Counted, span: Span): ComplexityCurves {
  const { time } = history
  const parts = time.stretches(span, MAX_POINTS)
  const series = (kind: ComplexityKind) => ({ time, column: history.column(counted, kind) })
  return {
    champion: lastOfEach(series('champion'), parts),
    mean: lastOfEach(series('mean'), parts),
    max: extremesOfEach(series('max'), time.stretches(span, MAX_POINTS / 2)),
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
