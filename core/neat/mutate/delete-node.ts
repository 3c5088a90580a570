// Mutation that removes a hidden node with all its connections (neat-python, mutate_delete_node).
import type { Random } from '../../base/random.ts'
import type { GenomeDraft } from '../draft.ts'
import { removeNodeWithConnections } from './prune.ts'

/** Removes one hidden node drawn at random; false when there is none. */
export function deleteNode(draft: GenomeDraft, random: Random): boolean {
  const hidden = draft.nodeCount - draft.outputCount
  if (hidden === 0) return false
  removeNodeWithConnections(draft, draft.outputCount + random.nextInt(hidden))
  return true
}
