// A table's rows as two lines within a frame: what is wanted and what was answered, over the only input. Pure.
import type { ExampleRow } from '../../core/api/watch.ts'
import type { CsvTable } from '../chart/csv.ts'

interface Frame {
  readonly width: number
  readonly height: number
}

const MARGIN = 8

export function curveOf(
  rows: readonly ExampleRow[],
  output: number,
  { width, height }: Frame,
): { readonly wanted: string; readonly answers: string } {
  const sorted = rows.toSorted((a, b) => (a.inputs[0] ?? 0) - (b.inputs[0] ?? 0))
  const xs = sorted.map(({ inputs }) => inputs[0] ?? 0)
  const wanted = sorted.map((row) => row.wanted[output] ?? 0)
  const answers = sorted.map((row) => row.outputs[output] ?? 0)
  const across = scale(xs, width)
  const up = scale([...wanted, ...answers], height)
  const line = (values: readonly number[]) =>
    values.map((value, at) => `${at === 0 ? 'M' : 'L'}${across(xs[at] ?? 0)} ${height - up(value)}`).join('')
  return { wanted: line(wanted), answers: line(answers) }
}

interface TableNames {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Of what is wanted of an output. */
  readonly wanted: (output: string) => string
}

/** The rows as they are: inputs, what was answered, what is wanted. */
export function curveTable(rows: readonly ExampleRow[], { inputs, outputs, wanted }: TableNames): CsvTable {
  return {
    columns: [...inputs, ...outputs, ...outputs.map(wanted)],
    rows: rows.map((row) => [...row.inputs, ...row.outputs, ...row.wanted]),
  }
}

/** From a value to a place between the margins; all in the middle where they are the same. */
function scale(values: readonly number[], length: number): (value: number) => number {
  const finite = values.filter(Number.isFinite)
  const low = finite.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const high = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  if (!(high > low)) return () => length / 2
  return (value) =>
    Math.round(
      (MARGIN + ((Math.max(low, Math.min(high, value)) - low) / (high - low)) * (length - 2 * MARGIN)) * 10,
    ) / 10
}
