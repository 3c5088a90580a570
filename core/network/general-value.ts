// The value of a feed-forward node whose aggregation is no sum: rare enough to go by tables of functions.
import { activationByCode } from './activation.ts'
import { aggregationByCode } from './aggregation.ts'
import { GENERAL_FROM } from './flat-program.ts'
import { ACTIVATIONS } from './network-spec.ts'

/** Node of any aggregation: `weighted` are its weighted inputs. */
export function generalValue(
  operation: number,
  bias: number,
  response: number,
  weighted: Float64Array,
): number {
  const code = operation - GENERAL_FROM
  const aggregate = aggregationByCode[Math.floor(code / ACTIVATIONS.length)]
  const activate = activationByCode[code % ACTIVATIONS.length]
  if (aggregate === undefined || activate === undefined) return Number.NaN
  return activate(bias + response * aggregate(weighted, weighted.length))
}
