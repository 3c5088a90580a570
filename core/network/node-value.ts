// The value of one node from its weighted inputs, as networks with a state compute it.
// Typed-array accesses are in range by construction, hence the casts.
import { activationByCode, sigmoid } from './activation.ts'
import { aggregationByCode } from './aggregation.ts'
import type { Incoming } from './incoming.ts'
import { ACTIVATIONS, AGGREGATIONS, type NetworkSpec } from './network-spec.ts'

const SUM = AGGREGATIONS.indexOf('sum')
const SIGMOID = ACTIVATIONS.indexOf('sigmoid')

export interface Signals {
  /** Of all nodes, inputs first. */
  readonly values: Float64Array
  /** Room for the inputs of any node. */
  readonly scratch: Float64Array
}

/** activation(bias + response · aggregation(weight · source value)), as in neat-python. */
export function nodeValue(spec: NetworkSpec, incoming: Incoming, signals: Signals, node: number): number {
  const aggregation = spec.aggregation[node] as number
  const total =
    aggregation === SUM
      ? sumOf(incoming, signals.values, node)
      : aggregated(aggregation, incoming, signals, node)
  const x = (spec.bias[node] as number) + (spec.response[node] as number) * total
  const activation = spec.activation[node] as number
  return activation === SIGMOID ? sigmoid(x) : (activationByCode[activation]?.(x) ?? Number.NaN)
}

function sumOf({ start, source, weight }: Incoming, values: Float64Array, node: number): number {
  const to = start[node + 1] as number
  let sum = 0
  for (let c = start[node] as number; c < to; c++) {
    sum += (weight[c] as number) * (values[source[c] as number] as number)
  }
  return sum
}

function aggregated(
  aggregation: number,
  { start, source, weight }: Incoming,
  { values, scratch }: Signals,
  node: number,
): number {
  const from = start[node] as number
  const count = (start[node + 1] as number) - from
  for (let c = 0; c < count; c++) {
    scratch[c] = (weight[from + c] as number) * (values[source[from + c] as number] as number)
  }
  return aggregationByCode[aggregation]?.(scratch, count) ?? Number.NaN
}
