// The aggregations of a node's weighted inputs (neat-python 2.1, neat/aggregations.py). A node without inputs
// aggregates to 0 whatever the function.
import type { AggregationName } from './network-spec.ts'
import { AGGREGATIONS } from './network-spec.ts'

/** Aggregates the first `count` numbers of `values`; may reorder them. */
export type Aggregation = (values: Float64Array, count: number) => number

function fold(values: Float64Array, count: number, step: (sum: number, value: number) => number): number {
  if (count === 0) return 0
  let result = values[0] as number
  for (let i = 1; i < count; i++) result = step(result, values[i] as number)
  return result
}

/** From 0 on, as the compiled networks sum. */
function sum(values: Float64Array, count: number): number {
  let total = 0
  for (let i = 0; i < count; i++) total += values[i] as number
  return total
}

/** Kept within ±1e60, so that no product of products overflows. */
function product(values: Float64Array, count: number): number {
  return fold(values, count, (total, value) => Math.max(-1e60, Math.min(1e60, total * value)))
}

function median(values: Float64Array, count: number): number {
  if (count === 0) return 0
  const sorted = values.subarray(0, count).sort()
  const middle = count >> 1
  if (count % 2 === 1) return sorted[middle] as number
  return ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

export const aggregationByName: Readonly<Record<AggregationName, Aggregation>> = {
  sum,
  product,
  max: (values, count) => fold(values, count, (best, value) => Math.max(value, best)),
  min: (values, count) => fold(values, count, (best, value) => Math.min(value, best)),
  maxabs: (values, count) =>
    fold(values, count, (best, value) => (Math.abs(value) > Math.abs(best) ? value : best)),
  mean: (values, count) => (count === 0 ? 0 : sum(values, count) / count),
  median,
}

/** By the code that a NetworkSpec carries. */
export const aggregationByCode: readonly Aggregation[] = AGGREGATIONS.map((name) => aggregationByName[name])
