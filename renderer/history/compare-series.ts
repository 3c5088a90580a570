// Several runs side by side as data: their curves in one table, and what is told of each. Pure.
import type { RunCurve } from '../../core/api/run-curve.ts'
import type { DifferingSetting, SavedRunView } from '../../core/api/saved-runs.ts'
import type { CsvTable } from '../chart/csv.ts'
import { texts } from '../ui/texts.ts'
import { nameOf } from './listed-runs.ts'

export type WholeRun = Extract<SavedRunView, { kind: 'run' }>

/** In the order of the runs; told apart by dashes as well as by colour. */
export const LOOKS = [
  { colour: 'var(--best)', dashes: '' },
  { colour: 'var(--mean)', dashes: '7 3' },
  { colour: 'var(--champion)', dashes: '2 3' },
  { colour: 'var(--overlay-1)', dashes: '9 3 2 3' },
  { colour: 'var(--overlay-2)', dashes: '12 4' },
  { colour: 'var(--overlay-3)', dashes: '4 2' },
  { colour: 'var(--overlay-4)', dashes: '9 3 2 3 2 3' },
  { colour: 'var(--note)', dashes: '1 3' },
] as const

export const lookOf = (index: number) => LOOKS[index % LOOKS.length] ?? LOOKS[0]

export interface CurveRow {
  readonly generation: number
  /** Of each run; null after its last generation. */
  readonly values: readonly (number | null)[]
}

/** A row for every generation that one of the curves has a point at, in order. */
export function curveRows(curves: readonly RunCurve[]): readonly CurveRow[] {
  const generations = [...new Set(curves.flatMap(({ points }) => points.map(([at]) => at)))]
  const reached = curves.map(() => -1)
  return generations
    .toSorted((a, b) => a - b)
    .map((generation) => ({
      generation,
      values: curves.map(({ points }, index) => {
        let at = reached[index] ?? -1
        while ((points[at + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= generation) at++
        reached[index] = at
        const isOver = generation > (points.at(-1)?.[0] ?? -1)
        return isOver ? null : (points[at]?.[1] ?? null)
      }),
    }))
}

export function curveTable(names: readonly string[], rows: readonly CurveRow[]): CsvTable {
  return {
    columns: ['generation', ...names],
    rows: rows.map(({ generation, values }) => [generation, ...values]),
  }
}

/** A name for each: where two are called the same, with what tells them apart. */
export function namesOf(runs: readonly SavedRunView[]): readonly string[] {
  const plain = runs.map(nameOf)
  return plain.map((name, index) =>
    plain.filter((other) => other === name).length === 1 ? name : `${name} (${index + 1})`,
  )
}

const words = texts.history

/** What is compared of each run besides its settings: a label, and a text for each. */
export function resultRows(runs: readonly WholeRun[]): readonly (readonly [string, ...string[]])[] {
  const row = (label: string, tell: (run: WholeRun) => string) => [label, ...runs.map(tell)] as const
  return [
    row(words.columns.problem, ({ problem }) => problem),
    row(words.columns.state, ({ state }) => words.states[state]),
    row(words.columns.best, ({ best }) => (best === null ? words.comparison.none : words.best(best))),
    row(words.columns.generations, ({ generations, planned }) => words.generations(generations, planned)),
    row(words.comparison.evaluations, ({ evaluations }) => evaluations.toLocaleString()),
    row(words.columns.started, ({ createdAt }) => words.begun(createdAt)),
    row(words.columns.bytes, ({ bytes }) => words.size(bytes)),
  ]
}

/** A setting's value as a config file has it; what a run doesn't have is a dash. */
export function settingText(value: unknown): string {
  if (value === null || value === undefined) return words.comparison.none
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Results and differing settings, for a spreadsheet. */
export function comparisonTable(
  names: readonly string[],
  runs: readonly WholeRun[],
  settings: readonly DifferingSetting[],
): CsvTable {
  const results = [
    ['problem', ...runs.map(({ problem }) => problem)],
    ['state', ...runs.map(({ state }) => state)],
    ['best', ...runs.map(({ best }) => best)],
    ['generations', ...runs.map(({ generations }) => generations)],
    ['evaluations', ...runs.map(({ evaluations }) => evaluations)],
  ]
  const differing = settings.map(({ path, values }) => [
    path,
    ...values.map((value) => (typeof value === 'number' ? value : settingText(value))),
  ])
  return { columns: ['', ...names], rows: [...results, ...differing] }
}
