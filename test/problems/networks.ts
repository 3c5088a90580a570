// Hand-made networks for tests of problems.
import { compileNetwork } from '../../core/network/compile.ts'
import {
  ACTIVATIONS,
  type ActivationName,
  type Network,
  type NetworkKind,
} from '../../core/network/network-spec.ts'

export interface HandMade {
  readonly kind?: NetworkKind
  readonly inputs: number
  /** Activation and bias of every output, then of every hidden node. */
  readonly nodes: readonly (readonly [ActivationName, number])[]
  readonly outputs: number
  /** Source, target, weight; nodes are numbered inputs, outputs, hidden. */
  readonly connections: readonly (readonly [number, number, number])[]
}

export function handMade({ kind = 'feed-forward', inputs, outputs, nodes, connections }: HandMade): Network {
  return compileNetwork({
    kind,
    inputCount: inputs,
    outputCount: outputs,
    activation: Uint8Array.from(nodes, ([activation]) => ACTIVATIONS.indexOf(activation)),
    aggregation: new Uint8Array(nodes.length),
    bias: Float64Array.from(nodes, ([, bias]) => bias),
    response: new Float64Array(nodes.length).fill(1),
    source: Uint32Array.from(connections, ([source]) => source),
    target: Uint32Array.from(connections, ([, target]) => target),
    weight: Float64Array.from(connections, ([, , weight]) => weight),
  })
}

/** Any function as a network without a state. */
export function functionNetwork(
  inputCount: number,
  compute: (inputs: ArrayLike<number>) => readonly number[],
): Network {
  const activate = (inputs: ArrayLike<number>): Float64Array => Float64Array.from(compute(inputs))
  return {
    inputCount,
    outputCount: activate(new Float64Array(inputCount)).length,
    activate,
    activateAll(inputs, rows) {
      const outputs = Array.from({ length: rows }, (_, row) => [
        ...activate(inputs.subarray(row * inputCount, (row + 1) * inputCount)),
      ])
      return Float64Array.from(outputs.flat())
    },
    reset() {},
  }
}
