// A table divided into rows to learn from and rows to test with, inputs standardised, targets as a network's outputs.
// Whatever is estimated is estimated from the training rows alone. Array reads are in range by construction, hence the casts.
import { Random } from '../../base/random.ts'
import type { DataSet } from '../../network/gradient.ts'
import { type DataTable, type TableKind, trainedRows, widthOf } from './data-table.ts'

/** A sigmoid reaches neither 0 nor 1: targets of a regression lie between these, with room for what is not in training. */
const LOW = 0.1
const HIGH = 0.9

/** A regression's target: output = LOW + (target − low) · scale. */
export interface TargetScale {
  readonly low: number
  readonly scale: number
}

export interface Split {
  readonly train: DataSet
  /** Has no rows where all are for training. */
  readonly test: DataSet
  /** One per target of a regression. */
  readonly scales: readonly TargetScale[]
}

export function splitTable(table: DataTable, kind: TableKind): Split {
  const order = shuffledRows(table.values.length / widthOf(table, kind), table.splitSeed)
  const count = trainedRows(table, kind)
  const trained = order.slice(0, count)
  const inputs = table.inputs.map((_, column) => inputScale(table, kind, trained, column))
  const scales = kind === 'regression' ? table.targets.map((_, at) => targetScale(table, trained, at)) : []
  const rowsOf = (rows: Uint32Array) => dataSet(table, kind, rows, { inputs, scales })
  return { train: rowsOf(trained), test: rowsOf(order.slice(count)), scales }
}

/** Fisher and Yates. */
function shuffledRows(rows: number, seed: number): Uint32Array {
  const random = Random.fromSeed(seed)
  const order = Uint32Array.from({ length: rows }, (_, row) => row)
  for (let last = rows - 1; last > 0; last--) {
    const other = random.nextInt(last + 1)
    const moved = order[last] as number
    order[last] = order[other] as number
    order[other] = moved
  }
  return order
}

interface InputScale {
  readonly mean: number
  readonly deviation: number
}

function inputScale(table: DataTable, kind: TableKind, rows: Uint32Array, column: number): InputScale {
  if (!table.standardise) return { mean: 0, deviation: 1 }
  const width = widthOf(table, kind)
  const at = (row: number) => table.values[row * width + column] as number
  let sum = 0
  for (const row of rows) sum += at(row)
  const mean = sum / rows.length
  let squares = 0
  for (const row of rows) squares += (at(row) - mean) * (at(row) - mean)
  const deviation = Math.sqrt(squares / rows.length)
  // A column that says the same everywhere says nothing.
  return { mean, deviation: deviation > 0 ? deviation : 1 }
}

function targetScale(table: DataTable, rows: Uint32Array, target: number): TargetScale {
  const width = widthOf(table, 'regression')
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    const value = table.values[row * width + table.inputs.length + target] as number
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return { low, scale: high > low ? (HIGH - LOW) / (high - low) : 1 }
}

/** The target that an output stands for. */
export function targetOf(output: number, { low, scale }: TargetScale): number {
  return low + (output - LOW) / scale
}

interface Scales {
  readonly inputs: readonly InputScale[]
  readonly scales: readonly TargetScale[]
}

function dataSet(table: DataTable, kind: TableKind, rows: Uint32Array, by: Scales): DataSet {
  const width = widthOf(table, kind)
  const inputCount = table.inputs.length
  const targetCount = table.targets.length
  const inputs = new Float64Array(rows.length * inputCount)
  const wanted = new Float64Array(rows.length * targetCount)
  rows.forEach((row, place) => {
    const from = row * width
    by.inputs.forEach(({ mean, deviation }, column) => {
      inputs[place * inputCount + column] = ((table.values[from + column] as number) - mean) / deviation
    })
    const told = from + inputCount
    if (kind === 'classification') wanted[place * targetCount + (table.values[told] as number)] = 1
    by.scales.forEach(({ low, scale }, target) => {
      wanted[place * targetCount + target] = LOW + ((table.values[told + target] as number) - low) * scale
    })
  })
  return { rows: rows.length, inputs, wanted }
}
