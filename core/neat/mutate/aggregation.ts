// Mutation that draws a hidden node's aggregation anew (neat-python, per node).
import type { Random } from '../../base/random.ts'
import { AGGREGATIONS } from '../../network/network-spec.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'

/** False when there is no hidden node. */
export function mutateAggregation(draft: GenomeDraft, config: NeatConfig, random: Random): boolean {
  const hidden = draft.nodeCount - draft.outputCount
  if (hidden === 0) return false
  draft.aggregation[draft.outputCount + random.nextInt(hidden)] = drawAggregation(config, random)
  return true
}

/** Code of one of the aggregations that the config allows hidden nodes. */
export function drawAggregation(config: NeatConfig, random: Random): number {
  const names = config.network.aggregations
  const name = names.length === 1 ? names[0] : names[random.nextInt(names.length)]
  return AGGREGATIONS.indexOf(name ?? 'sum')
}
