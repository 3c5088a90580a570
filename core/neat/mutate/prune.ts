// Removal of dangling structure: hidden nodes that nothing leads to, or from which nothing leads on, with what hangs on
// them (SharpNEAT, where a deleted connection takes its lonely nodes along). Typed-array reads are in range by construction.
import type { GenomeDraft } from '../draft.ts'

/** Number of nodes removed. Disabled connections count as connections: they may come back. */
export function pruneDangling(draft: GenomeDraft): number {
  let removed = 0
  for (let at = danglingNode(draft); at >= 0; at = danglingNode(draft)) {
    removeNodeWithConnections(draft, at)
    removed++
  }
  return removed
}

/** Removes the node gene at index `at` and every connection from or to it. */
export function removeNodeWithConnections(draft: GenomeDraft, at: number): void {
  const id = draft.nodeId[at] as number
  for (let gene = draft.connectionCount - 1; gene >= 0; gene--) {
    if (draft.source[gene] === id || draft.target[gene] === id) draft.removeConnection(gene)
  }
  draft.removeNode(at)
}

/** Index of the first dangling hidden node, or −1. A connection of a node with itself leads nowhere. */
function danglingNode(draft: GenomeDraft): number {
  for (let at = draft.outputCount; at < draft.nodeCount; at++) {
    const id = draft.nodeId[at] as number
    let isReached = false
    let leadsOn = false
    for (let gene = 0; gene < draft.connectionCount; gene++) {
      const from = draft.source[gene] === id
      const to = draft.target[gene] === id
      if (from === to) continue
      if (to) isReached = true
      else leadsOn = true
    }
    if (!isReached || !leadsOn) return at
  }
  return -1
}
