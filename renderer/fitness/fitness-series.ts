// From the history to the curves of the fitness panel, whatever stretch of it is shown.
import type { RunView } from '../../core/api/views.ts'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import type { CsvTable } from '../chart/csv.ts'
import { Column } from '../chart/history-fold.ts'
import type { CurvePoint } from '../chart/paths.ts'
import type { Span } from '../chart/range.ts'
import { extremesOfEach, lastOfEach, MAX_POINTS, meanOfEach, stretches } from '../chart/sampled.ts'

type Goal = RunView['goal']

/** Measures that every run has, besides fitness. */
export const OWN_MEASURES = ['failures', 'species', 'threshold'] as const
export type OwnMeasure = (typeof OWN_MEASURES)[number]

const COLUMNS = [
  'best',
  'champion',
  'mean',
  'lower',
  'median',
  'upper',
  'evaluations',
  ...OWN_MEASURES,
] as const
type ColumnName = (typeof COLUMNS)[number]

/** A run's numbers by generation. */
export class FitnessHistory {
  readonly #goal: Goal
  readonly #columns = Object.fromEntries(COLUMNS.map((name) => [name, new Column()])) as Record<
    ColumnName,
    Column
  >
  readonly #metrics = new Map<string, Column>()
  /** Generations whose champion was better than all before. */
  readonly improvements: number[] = []
  #best: number | null = null
  length = 0

  constructor(goal: Goal) {
    this.#goal = goal
  }

  /** What the problem and the search measured, by name, in the order in which it first came. */
  get metrics(): readonly string[] {
    return [...this.#metrics.keys()]
  }

  add(snapshot: GenerationSnapshot): void {
    const [lower, median, upper] = snapshot.quartiles
    if (this.#best === null || isBetter(snapshot.best, this.#best, this.#goal)) {
      this.#best = snapshot.best
      this.improvements.push(this.length)
    }
    const row: Record<ColumnName, number> = {
      best: this.#best,
      champion: snapshot.best,
      mean: snapshot.mean,
      ...{ lower, median, upper },
      evaluations: snapshot.evaluations,
      failures: snapshot.failures,
      species: snapshot.species.length,
      threshold: snapshot.compatibilityThreshold,
    }
    for (const name of COLUMNS) this.#columns[name].push(row[name])
    this.#addMetrics(snapshot.metrics ?? {})
    this.length++
  }

  column(name: ColumnName): Column {
    return this.#columns[name]
  }

  /** null where nobody measured it. */
  measure(name: string): Column | null {
    return (
      this.#metrics.get(name) ??
      OWN_MEASURES.reduce<Column | null>((found, one) => (one === name ? this.#columns[one] : found), null)
    )
  }

  table(names: Readonly<Record<ColumnName, string>>): CsvTable {
    const columns = [...COLUMNS.map((name) => [names[name], this.#columns[name]] as const), ...this.#metrics]
    return {
      columns: ['generation', ...columns.map(([name]) => name)],
      rows: Array.from({ length: this.length }, (_, generation) => [
        generation,
        ...columns.map(([, column]) => column.at(generation)),
      ]),
    }
  }

  #addMetrics(metrics: Readonly<Record<string, number>>): void {
    for (const name of Object.keys(metrics)) {
      if (!this.#metrics.has(name)) this.#metrics.set(name, new Column())
    }
    for (const [name, column] of this.#metrics) {
      while (column.length < this.length) column.push(Number.NaN)
      column.push(metrics[name] ?? Number.NaN)
    }
  }
}

export interface FitnessCurves {
  readonly best: readonly CurvePoint[]
  readonly champion: readonly CurvePoint[]
  readonly mean: readonly CurvePoint[]
  readonly lower: readonly CurvePoint[]
  readonly upper: readonly CurvePoint[]
  /** Generations with a new best, and that best; at most so many as people can tell apart. */
  readonly marks: readonly CurvePoint[]
}

/** Marks that don't hide the curve. */
const MOST_MARKS = 60

export function fitnessCurves(history: FitnessHistory, span: Span, smoothing: number): FitnessCurves {
  const parts = stretches(span, history.length)
  const halves = stretches(span, history.length, MAX_POINTS / 2)
  const smooth = (name: ColumnName) => meanOfEach(history.column(name), parts, smoothing)
  return {
    best: lastOfEach(history.column('best'), parts),
    champion: smoothing > 1 ? smooth('champion') : extremesOfEach(history.column('champion'), halves),
    mean: smooth('mean'),
    lower: smooth('lower'),
    upper: smooth('upper'),
    marks: marksIn(history, span),
  }
}

/** The newest of every stretch that has some. */
function marksIn(history: FitnessHistory, { from, to }: Span): readonly CurvePoint[] {
  const inside = history.improvements.filter((generation) => generation >= from && generation <= to)
  const every = Math.ceil(inside.length / MOST_MARKS)
  return inside
    .filter((_, index) => (inside.length - 1 - index) % Math.max(1, every) === 0)
    .map((generation) => ({ generation, value: history.column('best').at(generation) }))
}

/** Everything that is drawn. */
export function valuesOf({ best, champion, mean, lower, upper }: FitnessCurves): readonly number[] {
  return [best, champion, mean, lower, upper].flatMap((curve) => curve.map(({ value }) => value))
}

const isBetter = (a: number, b: number, goal: Goal) => (goal === 'maximise' ? a > b : a < b)
