// Mutation that removes a connection gene for good (neat-python, mutate_delete_connection).
import type { Random } from '../../base/random.ts'
import type { GenomeDraft } from '../draft.ts'

/** Removes one connection drawn at random, enabled or not; false when there is none. */
export function deleteConnection(draft: GenomeDraft, random: Random): boolean {
  if (draft.connectionCount === 0) return false
  draft.removeConnection(random.nextInt(draft.connectionCount))
  return true
}
