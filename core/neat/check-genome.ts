// All invariants of a genome in one place. Tests run it after every operator; reading a genome from outside runs it too.
import { groupByTarget } from '../network/incoming.ts'
import type { NetworkKind } from '../network/network-spec.ts'
import { ACTIVATIONS, AGGREGATIONS } from '../network/network-spec.ts'
import { topologicalOrder } from '../network/topological-order.ts'
import { type Genome, nodeIndex } from './genome.ts'
import { fullSpec } from './network-of.ts'

/** What is wrong with `genome` as a genome of networks of `kind`; empty when it is sound. */
export function checkGenome(genome: Genome, kind: NetworkKind): readonly string[] {
  const problems = [...checkNodes(genome), ...checkConnections(genome)]
  if (problems.length > 0) return problems
  if (kind === 'feed-forward' && hasCycle(genome))
    return ['the connections of a feed-forward genome form a cycle']
  return []
}

function* checkNodes({ nodes, inputCount, outputCount }: Genome): Generator<string> {
  const count = nodes.id.length
  const { activation, aggregation, bias, response, timeConstant = bias } = nodes
  const lengths = [activation, aggregation, bias, response, timeConstant].map((genes) => genes.length)
  if (lengths.some((length) => length !== count)) yield 'the node arrays differ in length'
  for (let i = 0; i < outputCount; i++) {
    if (nodes.id[i] !== inputCount + i) yield `output ${inputCount + i} is missing or out of place`
  }
  for (let i = 1; i < count; i++) {
    if ((nodes.id[i] as number) <= (nodes.id[i - 1] as number)) yield `node ${nodes.id[i]} is out of order`
  }
  for (let i = 0; i < count; i++) {
    const id = nodes.id[i]
    if ((nodes.activation[i] as number) >= ACTIVATIONS.length) yield `node ${id} has an unknown activation`
    if ((nodes.aggregation[i] as number) >= AGGREGATIONS.length) yield `node ${id} has an unknown aggregation`
    if (!Number.isFinite(nodes.bias[i])) yield `node ${id} has a bias that is not finite`
    if (!Number.isFinite(nodes.response[i])) yield `node ${id} has a response that is not finite`
    if (!isTimeConstant(nodes.timeConstant?.[i] ?? 1)) yield `node ${id} has a time constant below 1`
  }
}

/** NaN is none either. */
function isTimeConstant(value: number): boolean {
  return Number.isFinite(value) && value >= 1
}

function* checkConnections(genome: Genome): Generator<string> {
  const { innovation, source, target, weight, enabled } = genome.connections
  const count = innovation.length
  if ([source, target, weight, enabled].some((genes) => genes.length !== count)) {
    yield 'the connection arrays differ in length'
  }
  const ends = new Set<string>()
  for (let i = 0; i < count; i++) {
    const name = `connection ${innovation[i]}`
    if (i > 0 && (innovation[i] as number) <= (innovation[i - 1] as number)) yield `${name} is out of order`
    const from = source[i] as number
    const to = target[i] as number
    if (from >= genome.inputCount && nodeIndex(genome, from) < 0)
      yield `${name} comes from the unknown node ${from}`
    if (nodeIndex(genome, to) < 0) yield `${name} leads to node ${to}, which is an input or unknown`
    if (ends.has(`${from} ${to}`)) yield `${name} joins ${from} and ${to} a second time`
    ends.add(`${from} ${to}`)
    if (!Number.isFinite(weight[i])) yield `${name} has a weight that is not finite`
    if ((enabled[i] as number) > 1) yield `${name} is neither enabled nor disabled`
  }
}

function hasCycle(genome: Genome): boolean {
  return topologicalOrder(groupByTarget(fullSpec(genome)), genome.inputCount) === null
}
