// Recurrent networks: all loops allowed. Every node is updated at once from the values of the step before, so a signal
// takes one step per connection (as in neat-python's RecurrentNetwork).
import { groupByTarget } from './incoming.ts'
import type { Network, NetworkSpec } from './network-spec.ts'
import { nodeValue } from './node-value.ts'

export function compileRecurrent(spec: NetworkSpec): Network {
  const { inputCount, outputCount } = spec
  const incoming = groupByTarget(spec)
  const nodes = spec.bias.length
  const scratch = new Float64Array(spec.weight.length)
  let now = new Float64Array(inputCount + nodes)
  let next = new Float64Array(inputCount + nodes)
  return {
    inputCount,
    outputCount,
    activate(inputs) {
      for (let i = 0; i < inputCount; i++) now[i] = inputs[i] as number
      for (let node = 0; node < nodes; node++) {
        next[inputCount + node] = nodeValue(spec, incoming, now, scratch, node)
      }
      const before = now
      now = next
      next = before
      return now.subarray(inputCount, inputCount + outputCount)
    },
    reset() {
      now.fill(0)
      next.fill(0)
    },
  }
}
