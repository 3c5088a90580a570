// Mutation that removes a hidden node with all its connections (neat-python, mutate_delete_node).
// Typed-array reads are in range by construction, hence the casts.
import type { Random } from '../../base/random.ts'
import type { GenomeDraft } from '../draft.ts'

/** Removes one hidden node drawn at random; false when there is none. */
export function deleteNode(draft: GenomeDraft, random: Random): boolean {
  const hidden = draft.nodeCount - draft.outputCount
  if (hidden === 0) return false
  const at = draft.outputCount + random.nextInt(hidden)
  const id = draft.nodeId[at] as number
  for (let gene = draft.connectionCount - 1; gene >= 0; gene--) {
    if (draft.source[gene] === id || draft.target[gene] === id) draft.removeConnection(gene)
  }
  draft.removeNode(at)
  return true
}
