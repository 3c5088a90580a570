// Continuous-time recurrent networks (Beer 1995; neat-python's CTRNN): each node is a leaky integrator with a time
// constant, stepped by Euler's rule. One activation is one unit of time, in which time constants are given.
// Typed-array accesses are in range by construction, hence the casts.
import { invariant } from '../base/invariant.ts'
import { groupByTarget } from './incoming.ts'
import type { Network, NetworkSpec } from './network-spec.ts'
import { nodeValue } from './node-value.ts'
import { activateRowByRow } from './recurrent.ts'

/**
 * y ← y + (activation(bias + response · aggregation) − y) / τ, all nodes at once from the values of the step before.
 * Throws {@link InvariantError} where a time constant is missing or below 1: such a step would overshoot.
 */
export function compileCtrnn(spec: NetworkSpec): Network {
  const { inputCount, outputCount, timeConstant } = spec
  const nodes = spec.bias.length
  invariant(timeConstant?.length === nodes, 'a ctrnn needs one time constant per node')
  invariant(
    timeConstant.every((constant) => constant >= 1),
    'a time constant below one activation overshoots',
  )
  const incoming = groupByTarget(spec)
  const scratch = new Float64Array(spec.weight.length)
  const outputs = new Float64Array(outputCount)
  const now = new Float64Array(inputCount + nodes)
  const next = new Float64Array(nodes)
  const signals = { values: now, scratch }

  const network: Network = {
    inputCount,
    outputCount,
    activate(inputs) {
      for (let i = 0; i < inputCount; i++) now[i] = inputs[i] as number
      for (let node = 0; node < nodes; node++) {
        const before = now[inputCount + node] as number
        const wanted = nodeValue(spec, incoming, signals, node)
        next[node] = before + (wanted - before) / (timeConstant[node] as number)
      }
      now.set(next, inputCount)
      for (let output = 0; output < outputCount; output++) outputs[output] = next[output] as number
      return outputs
    },
    activateAll: (inputs, rows) => activateRowByRow(network, inputs, rows),
    reset() {
      now.fill(0)
    },
  }
  return network
}
