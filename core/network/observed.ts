// A network that tells afterwards what every node of it said: for people who watch it. Its answers are those of the
// compiled network; what the nodes said is computed beside them.
import { compileNetwork } from './compile.ts'
import { groupByTarget } from './incoming.ts'
import type { Network, NetworkSpec } from './network-spec.ts'
import { nodeValue } from './node-value.ts'
import { topologicalOrder } from './topological-order.ts'

export interface ObservedNetwork {
  readonly network: Network
  /** Of all nodes after the last pass, inputs first; zeros before the first. Valid until the next call. */
  values(): Float64Array
}

export function observedNetwork(spec: NetworkSpec): ObservedNetwork {
  const compiled = compileNetwork(spec)
  const step = stepper(spec)
  const network: Network = {
    ...compiled,
    activate(inputs) {
      step.forward(inputs)
      return compiled.activate(inputs)
    },
    activateAll: (inputs, rows) => compiled.activateAll(inputs, rows),
    reset() {
      step.values.fill(0)
      compiled.reset()
    },
  }
  return { network, values: () => step.values }
}

interface Stepper {
  readonly values: Float64Array
  forward(inputs: ArrayLike<number>): void
}

function stepper(spec: NetworkSpec): Stepper {
  const { inputCount, timeConstant } = spec
  const incoming = groupByTarget(spec)
  const values = new Float64Array(inputCount + spec.bias.length)
  const scratch = new Float64Array(spec.weight.length)
  const order = spec.kind === 'feed-forward' ? topologicalOrder(incoming, inputCount) : null
  const setInputs = (into: Float64Array, inputs: ArrayLike<number>) => {
    for (let input = 0; input < inputCount; input++) into[input] = inputs[input] ?? Number.NaN
  }
  if (order !== null) {
    const forward = (inputs: ArrayLike<number>) => {
      setInputs(values, inputs)
      for (const node of order)
        values[inputCount + node] = nodeValue(spec, incoming, { values, scratch }, node)
    }
    return { values, forward }
  }
  const before = new Float64Array(values.length)
  return {
    values,
    forward(inputs) {
      before.set(values)
      setInputs(before, inputs)
      setInputs(values, inputs)
      for (let node = 0; node < spec.bias.length; node++) {
        const wanted = nodeValue(spec, incoming, { values: before, scratch }, node)
        const was = before[inputCount + node] ?? 0
        const constant = timeConstant?.[node]
        values[inputCount + node] = constant === undefined ? wanted : was + (wanted - was) / constant
      }
    },
  }
}
