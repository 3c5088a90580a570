// Connections grouped by target, in the spec's order within each target: the order of summation.
// Typed-array reads are in range by construction, hence the casts.
import type { NetworkSpec } from './network-spec.ts'

/** Compressed rows: the connections into non-input node i are entries start[i] .. start[i+1]−1. */
export interface Incoming {
  readonly start: Uint32Array
  readonly source: Uint32Array
  readonly weight: Float64Array
}

export function groupByTarget(spec: NetworkSpec): Incoming {
  const nodes = spec.bias.length
  const count = spec.weight.length
  const start = new Uint32Array(nodes + 1)
  for (let c = 0; c < count; c++) {
    const row = (spec.target[c] as number) - spec.inputCount + 1
    start[row] = (start[row] as number) + 1
  }
  for (let row = 0; row < nodes; row++) start[row + 1] = (start[row + 1] as number) + (start[row] as number)
  const next = start.slice(0, nodes)
  const source = new Uint32Array(count)
  const weight = new Float64Array(count)
  for (let c = 0; c < count; c++) {
    const row = (spec.target[c] as number) - spec.inputCount
    const at = next[row] as number
    next[row] = at + 1
    source[at] = spec.source[c] as number
    weight[at] = spec.weight[c] as number
  }
  return { start, source, weight }
}
