// How well outputs agree with a table: of a regression, of a classification.
import type { DataSet } from '../../network/gradient.ts'
import type { Network } from '../../network/network-spec.ts'
import type { TargetScale } from './split.ts'

/** Squared errors and their proportion to what the mean of these rows would leave. */
export interface Regressed {
  /** 1 − Σ error² / Σ deviation², over all targets in the outputs' units; of rows that are all alike 1 or −∞. */
  readonly r2: number
  /** Root of the mean squared error, in the targets' own units: of each target. */
  readonly rmse: readonly number[]
}

/** Throws no error for no rows: nothing is measured then. */
export function regressed(network: Network, data: DataSet, scales: readonly TargetScale[]): Regressed {
  const outputs = network.activateAll(data.inputs, data.rows)
  let total = 0
  let deviations = 0
  const rmse = scales.map(({ scale }, target) => {
    let sum = 0
    let squares = 0
    for (let row = 0; row < data.rows; row++) sum += data.wanted[row * scales.length + target] ?? 0
    const mean = sum / data.rows
    for (let row = 0; row < data.rows; row++) {
      const wanted = data.wanted[row * scales.length + target] ?? 0
      const error = (outputs[row * scales.length + target] ?? 0) - wanted
      squares += error * error
      deviations += (wanted - mean) * (wanted - mean)
    }
    total += squares
    return Math.sqrt(squares / data.rows) / scale
  })
  const r2 = deviations > 0 ? 1 - total / deviations : total === 0 ? 1 : Number.NEGATIVE_INFINITY
  return { r2, rmse }
}

export interface Classified {
  /** Rows whose largest output is their class's. */
  readonly right: number
  /** 1 − the mean squared error of all outputs, which count between 0 and 1. */
  readonly clarity: number
  /** For each class in turn, how many of its rows were taken for each class. */
  readonly confusion: readonly (readonly number[])[]
}

export function classified(network: Network, data: DataSet, classes: number): Classified {
  const outputs = network.activateAll(data.inputs, data.rows)
  const confusion = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0))
  let right = 0
  let squares = 0
  for (let row = 0; row < data.rows; row++) {
    const from = row * classes
    const wanted = largest(data.wanted, from, classes)
    const answer = largest(outputs, from, classes)
    if (answer === wanted) right++
    const line = confusion[wanted]
    if (line !== undefined) line[answer] = (line[answer] ?? 0) + 1
    for (let at = from; at < from + classes; at++) {
      const error = Math.max(0, Math.min(1, outputs[at] ?? 0)) - (data.wanted[at] ?? 0)
      squares += error * error
    }
  }
  return { right, clarity: 1 - squares / (data.rows * classes), confusion }
}

/** The first of the largest. */
function largest(values: Float64Array, from: number, count: number): number {
  let best = 0
  for (let at = 1; at < count; at++) if ((values[from + at] ?? 0) > (values[from + best] ?? 0)) best = at
  return best
}
