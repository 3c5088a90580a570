// The slow, obvious feed-forward network that the compiled one must equal bit for bit: it asks each node for its value,
// which asks its sources. For tests and for reading.
import { activationByCode } from './activation.ts'
import { aggregationByCode } from './aggregation.ts'
import type { Network, NetworkSpec } from './network-spec.ts'

export function referenceNetwork(spec: NetworkSpec): Network {
  function outputOf(node: number, inputs: ArrayLike<number>): number {
    if (node < spec.inputCount) return inputs[node] ?? Number.NaN
    const weighted: number[] = []
    spec.target.forEach((target, connection) => {
      if (target !== node) return
      const source = spec.source[connection] ?? Number.NaN
      weighted.push((spec.weight[connection] ?? Number.NaN) * outputOf(source, inputs))
    })
    const gene = node - spec.inputCount
    const aggregate = aggregationByCode[spec.aggregation[gene] ?? -1]
    const activate = activationByCode[spec.activation[gene] ?? -1]
    if (aggregate === undefined || activate === undefined) return Number.NaN
    const total = aggregate(Float64Array.from(weighted), weighted.length)
    return activate((spec.bias[gene] ?? Number.NaN) + (spec.response[gene] ?? Number.NaN) * total)
  }
  return {
    inputCount: spec.inputCount,
    outputCount: spec.outputCount,
    activate: (inputs) =>
      Float64Array.from({ length: spec.outputCount }, (_, output) =>
        outputOf(spec.inputCount + output, inputs),
      ),
    reset() {},
  }
}
