// The value of one node from its weighted inputs: the general case that every kind of network shares.
import { activationByCode } from './activation.ts'
import { aggregationByCode } from './aggregation.ts'
import type { Incoming } from './incoming.ts'
import type { NetworkSpec } from './network-spec.ts'

/**
 * activation(bias + response · aggregation(weight · source value)), as in neat-python. `values` holds all nodes,
 * inputs first; `scratch` has room for the node's inputs.
 */
export function nodeValue(
  spec: NetworkSpec,
  incoming: Incoming,
  values: Float64Array,
  scratch: Float64Array,
  node: number,
): number {
  const from = incoming.start[node] as number
  const to = incoming.start[node + 1] as number
  for (let c = from; c < to; c++) {
    scratch[c - from] = (incoming.weight[c] as number) * (values[incoming.source[c] as number] as number)
  }
  const aggregate = aggregationByCode[spec.aggregation[node] as number]
  const activate = activationByCode[spec.activation[node] as number]
  if (aggregate === undefined || activate === undefined) return Number.NaN
  return activate(
    (spec.bias[node] as number) + (spec.response[node] as number) * aggregate(scratch, to - from),
  )
}
