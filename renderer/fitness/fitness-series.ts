// From the history to the curves of the fitness panel, whatever stretch of it is shown.
import type { RunView } from '../../core/api/views.ts'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import type { CsvTable } from '../chart/csv.ts'
import type { CurvePoint } from '../chart/paths.ts'
import type { Span } from '../chart/range.ts'
import { extremesOfEach, lastOfEach, MAX_POINTS, meanOfEach } from '../chart/sampled.ts'
import { Column, Timeline } from '../chart/timeline.ts'

type Goal = RunView['goal']

/** Measures that every run has, besides fitness. */
export const OWN_MEASURES = ['failures', 'species', 'threshold'] as const

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
  readonly time = new Timeline()

  constructor(goal: Goal) {
    this.#goal = goal
  }

  /** What the problem and the search measured, by name, in the order in which it first came. */
  get metrics(): readonly string[] {
    return [...this.#metrics.keys()]
  }

  add(snapshot: GenerationSnapshot): void {
    const [lower, median, upper] = snapshot.quartiles
    const before = this.#columns.best.at(this.time.length - 1)
    const row: Record<ColumnName, number> = {
      best: isBetter(snapshot.best, before, this.#goal) ? snapshot.best : before,
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
    this.time.push(snapshot.generation)
  }

  keepFirst(length: number): void {
    this.time.keepFirst(length)
    for (const column of [...Object.values(this.#columns), ...this.#metrics.values()])
      column.keepFirst(length)
  }

  /** Generations whose champion was better than all before. */
  get improvements(): readonly number[] {
    const { best } = this.#columns
    const found: number[] = []
    for (let index = 0; index < this.time.length; index++) {
      if (index === 0 || best.at(index) !== best.at(index - 1)) found.push(this.time.generationAt(index))
    }
    return found
  }

  column(name: ColumnName): Column {
    return this.#columns[name]
  }

  /** At that generation, or at the newest known one before it. */
  at(name: ColumnName, generation: number): number {
    return this.#columns[name].at(this.time.indexOf(generation))
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
      rows: Array.from({ length: this.time.length }, (_, index) => [
        this.time.generationAt(index),
        ...columns.map(([, column]) => column.at(index)),
      ]),
    }
  }

  #addMetrics(metrics: Readonly<Record<string, number>>): void {
    for (const name of Object.keys(metrics)) {
      if (!this.#metrics.has(name)) this.#metrics.set(name, new Column())
    }
    for (const [name, column] of this.#metrics) {
      while (column.length < this.time.length) column.push(Number.NaN)
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
  const { time } = history
  const parts = time.stretches(span, MAX_POINTS)
  const series = (name: ColumnName) => ({ time, column: history.column(name) })
  const smooth = (name: ColumnName) => meanOfEach(series(name), parts, smoothing)
  return {
    best: lastOfEach(series('best'), parts),
    champion:
      smoothing > 1
        ? smooth('champion')
        : extremesOfEach(series('champion'), time.stretches(span, MAX_POINTS / 2)),
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
    .map((generation) => ({
      generation,
      value: history.column('best').at(history.time.indexOf(generation)),
    }))
}

/** Everything that is drawn. */
export function valuesOf({ best, champion, mean, lower, upper }: FitnessCurves): readonly number[] {
  return [best, champion, mean, lower, upper].flatMap((curve) => curve.map(({ value }) => value))
}

/** Anything is better than nothing. */
const isBetter = (a: number, b: number, goal: Goal) =>
  Number.isNaN(b) || (goal === 'maximise' ? a > b : a < b)

/** As far from the curves as so many times their height, what solves the problem would leave nothing of them to see. */
const FAR = 20

/** Whether the goal can be shown together with the curves of these values. */
export function isGoalNear(values: readonly number[], goal: number): boolean {
  const finite = values.filter(Number.isFinite)
  const low = finite.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const high = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const away = Math.max(0, goal - high, low - goal)
  return !(high > low) || away <= FAR * (high - low)
}
