// Mutation that draws a hidden node's activation anew (as in NEATify and neat-python, per node).
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'
import { drawActivation } from './add-node.ts'

/** False when there is no hidden node. */
export function mutateActivation(draft: GenomeDraft, config: NeatConfig, random: Random): boolean {
  const hidden = draft.nodeCount - draft.outputCount
  if (hidden === 0) return false
  draft.activation[draft.outputCount + random.nextInt(hidden)] = drawActivation(config, random)
  return true
}
