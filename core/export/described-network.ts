// A network in words that every format understands: nodes in the order in which they are computed, each with its sources.
import { invariant } from '../base/invariant.ts'
import { groupByTarget } from '../network/incoming.ts'
import {
  ACTIVATIONS,
  type ActivationName,
  AGGREGATIONS,
  type AggregationName,
  type NetworkKind,
  type NetworkSpec,
} from '../network/network-spec.ts'
import { topologicalOrder } from '../network/topological-order.ts'

export interface DescribedNode {
  /** Inputs are 0..inputCount−1, outputs follow, then the hidden nodes. */
  readonly index: number
  readonly activation: ActivationName
  readonly aggregation: AggregationName
  readonly bias: number
  readonly response: number
  /** Of a ctrnn's nodes; null otherwise. */
  readonly timeConstant: number | null
  /** In the order in which they are added up. */
  readonly sources: readonly { readonly index: number; readonly weight: number }[]
}

export interface DescribedNetwork {
  readonly kind: NetworkKind
  readonly inputCount: number
  readonly outputCount: number
  /** Of a feed-forward network every node after its sources; of others in order of their index. */
  readonly nodes: readonly DescribedNode[]
}

export function describeNetwork(spec: NetworkSpec): DescribedNetwork {
  const { kind, inputCount, outputCount } = spec
  const incoming = groupByTarget(spec)
  const order =
    kind === 'feed-forward' ? topologicalOrder(incoming, inputCount) : spec.bias.map((_, node) => node)
  invariant(order !== null, 'a feed-forward network has no cycle')
  return { kind, inputCount, outputCount, nodes: Array.from(order, (node) => describe(spec, node)) }
}

function describe(spec: NetworkSpec, node: number): DescribedNode {
  const index = spec.inputCount + node
  const sources = [...spec.target.keys()]
    .filter((connection) => spec.target[connection] === index)
    .map((connection) => ({ index: spec.source[connection] ?? 0, weight: spec.weight[connection] ?? 0 }))
  return {
    index,
    activation: ACTIVATIONS[spec.activation[node] ?? 0] ?? 'sigmoid',
    aggregation: AGGREGATIONS[spec.aggregation[node] ?? 0] ?? 'sum',
    bias: spec.bias[node] ?? 0,
    response: spec.response[node] ?? 1,
    timeConstant: spec.timeConstant?.[node] ?? null,
    sources,
  }
}

/** What inputs and outputs are called. */
export interface Names {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

/** `input 1`, `output 1`, … for whoever knows no better. */
export function plainNames({
  inputCount,
  outputCount,
}: Pick<NetworkSpec, 'inputCount' | 'outputCount'>): Names {
  const numbered = (word: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${word} ${i + 1}`)
  return { inputs: numbered('input', inputCount), outputs: numbered('output', outputCount) }
}
