// Mutation that splits a connection by a node: the old connection is disabled, the one into the node has weight 1, the
// one out of it the old weight (Stanley & Miikkulainen 2002, §3.1, "add node").
import type { Random } from '../../base/random.ts'
import { ACTIVATIONS } from '../../network/network-spec.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'
import type { InnovationRegistry } from '../innovations.ts'
import { drawAggregation } from './aggregation.ts'

/** Splits an enabled connection drawn at random; false when there is none. */
export function addNode(
  draft: GenomeDraft,
  config: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
): boolean {
  const connection = drawEnabled(draft, random)
  if (connection < 0) return false
  const activation = drawActivation(config, random)
  const aggregation = drawAggregation(config, random)
  const timeConstant = draft.timeConstant === null ? undefined : config.timeConstants.initial
  splitConnection(draft, connection, { activation, aggregation, timeConstant }, registry)
  return true
}

/** What is chosen of a new node. */
export interface NewNode {
  readonly activation: number
  readonly aggregation: number
  readonly timeConstant: number | undefined
}

/** Splits the draft's connection at index `connection`. */
function splitConnection(
  draft: GenomeDraft,
  connection: number,
  node: NewNode,
  registry: InnovationRegistry,
): void {
  const innovation = draft.innovation[connection] as number
  const source = draft.source[connection] as number
  const target = draft.target[connection] as number
  const weight = draft.weight[connection] as number
  const split = registry.split(innovation, (id) => draft.hasNode(id))
  draft.enabled[connection] = 0
  draft.insertNode({ ...node, id: split.node, bias: 0, response: 1 })
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
