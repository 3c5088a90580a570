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
  let now = new Float64Array(inputCount + nodes)
  let next = new Float64Array(inputCount + nodes)

  function activate(inputs: ArrayLike<number>): Float64Array {
    for (let i = 0; i < inputCount; i++) now[i] = inputs[i] as number
    for (let node = 0; node < nodes; node++) {
      next[inputCount + node] = nodeValue(spec, incoming, now, scratch, node)
    }
    const before = now
    now = next
    next = before
    for (let output = 0; output < outputCount; output++) outputs[output] = now[inputCount + output] as number
    return outputs
  }

  return {
    inputCount,
    outputCount,
    activate,
    activateAll: (inputs, rows) => activateInTurn(activate, inputs, { rows, inputCount, outputCount }),
    reset() {
      now.fill(0)
      next.fill(0)
    },
  }
}

export interface RowShape {
  readonly rows: number
  readonly inputCount: number
  readonly outputCount: number
}

/** One activation per row, in order: what a network with a state can do at best. */
export function activateInTurn(
  activate: Network['activate'],
  inputs: Float64Array,
  { rows, inputCount, outputCount }: RowShape,
): Float64Array {
  const result = new Float64Array(rows * outputCount)
  for (let row = 0; row < rows; row++) {
    result.set(activate(inputs.subarray(row * inputCount, (row + 1) * inputCount)), row * outputCount)
  }
  return result
}
