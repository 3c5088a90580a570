// The slow, obvious networks that the compiled ones must equal bit for bit. For tests and for reading.
import { activationByCode } from './activation.ts'
import { aggregationByCode } from './aggregation.ts'
import type { Network, NetworkSpec } from './network-spec.ts'
import { activateRowByRow } from './recurrent.ts'

export function referenceNetwork(spec: NetworkSpec): Network {
  const network: Network = {
    inputCount: spec.inputCount,
    outputCount: spec.outputCount,
    ...(spec.kind === 'feed-forward' ? feedForward(spec) : recurrent(spec)),
    activateAll: (inputs, rows) => activateRowByRow(network, inputs, rows),
  }
  return network
}

type Activation = Pick<Network, 'activate' | 'reset'>

/** It asks each output for its value, which asks its sources. */
function feedForward(spec: NetworkSpec): Activation {
  const signalOf = (node: number, inputs: ArrayLike<number>): number =>
    node < spec.inputCount
      ? (inputs[node] ?? Number.NaN)
      : nodeValue(spec, node, (source) => signalOf(source, inputs))
  return {
    activate: (inputs) =>
      Float64Array.from({ length: spec.outputCount }, (_, output) =>
        signalOf(spec.inputCount + output, inputs),
      ),
    reset() {},
  }
}

/** Every node takes its sources' values of the step before; a ctrnn's goes part of the way there. */
function recurrent(spec: NetworkSpec): Activation {
  const nodes = spec.inputCount + spec.bias.length
  let values = new Array<number>(nodes).fill(0)
  return {
    activate(inputs) {
      const before = values.map((value, node) =>
        node < spec.inputCount ? (inputs[node] ?? Number.NaN) : value,
      )
      values = before.map((value, node) => {
        if (node < spec.inputCount) return value
        const wanted = nodeValue(spec, node, (source) => before[source] ?? Number.NaN)
        const constant = spec.timeConstant?.[node - spec.inputCount]
        return constant === undefined ? wanted : value + (wanted - value) / constant
      })
      return Float64Array.from(values.slice(spec.inputCount, spec.inputCount + spec.outputCount))
    },
    reset() {
      values = new Array<number>(nodes).fill(0)
    },
  }
}

/** activation(bias + response · aggregation(weight · source)), over the connections in the spec's order. */
function nodeValue(spec: NetworkSpec, node: number, signalOf: (source: number) => number): number {
  const weighted: number[] = []
  spec.target.forEach((target, connection) => {
    if (target !== node) return
    weighted.push((spec.weight[connection] ?? Number.NaN) * signalOf(spec.source[connection] ?? -1))
  })
  const gene = node - spec.inputCount
  const aggregate = aggregationByCode[spec.aggregation[gene] ?? -1]
  const activate = activationByCode[spec.activation[gene] ?? -1]
  if (aggregate === undefined || activate === undefined) return Number.NaN
  const total = aggregate(Float64Array.from(weighted), weighted.length)
  return activate((spec.bias[gene] ?? Number.NaN) + (spec.response[gene] ?? Number.NaN) * total)
}
