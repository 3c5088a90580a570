// Feed-forward networks compiled to flat arrays in topological order. Refuses cycles; keeps no state.
// Typed-array reads are in range by construction, hence the casts.
import { invariant } from '../base/invariant.ts'
import { sigmoid } from './activation.ts'
import { groupByTarget } from './incoming.ts'
import type { Network, NetworkSpec } from './network-spec.ts'
import { ACTIVATIONS, AGGREGATIONS } from './network-spec.ts'
import { nodeValue } from './node-value.ts'
import { topologicalOrder } from './topological-order.ts'

const SUM = AGGREGATIONS.indexOf('sum')
const SIGMOID = ACTIVATIONS.indexOf('sigmoid')

export function compileFeedForward(spec: NetworkSpec): Network {
  const incoming = groupByTarget(spec)
  const order = topologicalOrder(incoming, spec.inputCount)
  invariant(order !== null, 'a feed-forward network has a cycle')
  const { inputCount, outputCount } = spec
  const { start, source, weight } = incoming
  const values = new Float64Array(inputCount + spec.bias.length)
  const outputs = values.subarray(inputCount, inputCount + outputCount)
  const scratch = new Float64Array(weight.length)
  // Nodes of the commonest kind, summed and squashed in place; the others go the general way.
  const common = Uint8Array.from(spec.activation, (code, node) =>
    code === SIGMOID && spec.aggregation[node] === SUM ? 1 : 0,
  )

  function sumOf(node: number): number {
    const to = start[node + 1] as number
    let sum = 0
    for (let c = start[node] as number; c < to; c++) {
      sum += (weight[c] as number) * (values[source[c] as number] as number)
    }
    return sum
  }

  return {
    inputCount,
    outputCount,
    activate(inputs) {
      for (let i = 0; i < inputCount; i++) values[i] = inputs[i] as number
      for (let i = 0; i < order.length; i++) {
        const node = order[i] as number
        values[inputCount + node] =
          common[node] === 1
            ? sigmoid((spec.bias[node] as number) + (spec.response[node] as number) * sumOf(node))
            : nodeValue(spec, incoming, values, scratch, node)
      }
      return outputs
    },
    reset() {},
  }
}
