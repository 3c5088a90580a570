// Mutation that splits a connection by a node: the old connection is disabled, the one into the node has weight 1, the
// one out of it the old weight (Stanley & Miikkulainen 2002, §3.1, "add node").
import type { Random } from '../../base/random.ts'
import { ACTIVATIONS, AGGREGATIONS } from '../../network/network-spec.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'
import type { InnovationRegistry } from '../innovations.ts'

/** Splits an enabled connection drawn at random; false when there is none. */
export function addNode(
  draft: GenomeDraft,
  config: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
): boolean {
  const connection = drawEnabled(draft, random)
  if (connection < 0) return false
  splitConnection(draft, connection, drawActivation(config, random), registry)
  return true
}

/** Splits the draft's connection at index `connection`. */
export function splitConnection(
  draft: GenomeDraft,
  connection: number,
  activation: number,
  registry: InnovationRegistry,
): void {
  const innovation = draft.innovation[connection] as number
  const source = draft.source[connection] as number
  const target = draft.target[connection] as number
  const weight = draft.weight[connection] as number
  const split = registry.split(innovation, (node) => draft.hasNode(node))
  draft.enabled[connection] = 0
  const aggregation = AGGREGATIONS.indexOf('sum')
  draft.insertNode({ id: split.node, activation, aggregation, bias: 0, response: 1 })
  draft.insertConnection({ innovation: split.into, source, target: split.node, weight: 1, enabled: 1 })
  draft.insertConnection({ innovation: split.outOf, source: split.node, target, weight, enabled: 1 })
}

/** Code of one of the activations that the config allows hidden nodes. */
export function drawActivation(config: NeatConfig, random: Random): number {
  const names = config.network.activations
  const name = names.length === 1 ? names[0] : names[random.nextInt(names.length)]
  return ACTIVATIONS.indexOf(name ?? 'sigmoid')
}

function drawEnabled(draft: GenomeDraft, random: Random): number {
  let enabled = 0
  for (let gene = 0; gene < draft.connectionCount; gene++) enabled += draft.enabled[gene] as number
  if (enabled === 0) return -1
  let left = random.nextInt(enabled)
  for (let gene = 0; gene < draft.connectionCount; gene++) {
    if (draft.enabled[gene] === 1 && left-- === 0) return gene
  }
  return -1
}
