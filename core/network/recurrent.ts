// Recurrent networks: all loops allowed. Every node is updated at once from the values of the step before, so a signal
// takes one step per connection (as in neat-python's RecurrentNetwork). Typed-array accesses are in range by
// construction, hence the casts.
import { groupByTarget } from './incoming.ts'
import type { Network, NetworkSpec } from './network-spec.ts'
import { nodeValue } from './node-value.ts'

export function compileRecurrent(spec: NetworkSpec): Network {
  const { inputCount, outputCount } = spec
  const incoming = groupByTarget(spec)
  const nodes = spec.bias.length
  const scratch = new Float64Array(spec.weight.length)
  const outputs = new Float64Array(outputCount)
  let now = { values: new Float64Array(inputCount + nodes), scratch }
  let next = { values: new Float64Array(inputCount + nodes), scratch }

  function activate(inputs: ArrayLike<number>): Float64Array {
    for (let i = 0; i < inputCount; i++) now.values[i] = inputs[i] as number
    for (let node = 0; node < nodes; node++) {
      next.values[inputCount + node] = nodeValue(spec, incoming, now, node)
    }
    const before = now
    now = next
    next = before
    for (let output = 0; output < outputCount; output++)
      outputs[output] = now.values[inputCount + output] as number
    return outputs
  }

  const network: Network = {
    inputCount,
    outputCount,
    activate,
    activateAll: (inputs, rows) => activateRowByRow(network, inputs, rows),
    reset() {
      now.values.fill(0)
      next.values.fill(0)
    },
  }
  return network
}

/** Reset and activation for each row: what a network with a state can do at best. It is left as new. */
export function activateRowByRow(network: Network, inputs: Float64Array, rows: number): Float64Array {
  const { inputCount, outputCount } = network
  const result = new Float64Array(rows * outputCount)
  for (let row = 0; row < rows; row++) {
    network.reset()
    const outputs = network.activate(inputs.subarray(row * inputCount, (row + 1) * inputCount))
    result.set(outputs, row * outputCount)
  }
  network.reset()
  return result
}
