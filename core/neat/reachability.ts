// Whether one node leads to another along the connections of a draft, disabled ones included: those may come back.
import type { GenomeDraft } from './draft.ts'
import { indexInSorted } from './genome.ts'

/** True when `start` is `goal` or a path leads from it there. Linear in the genes visited per layer. */
export function leadsTo(draft: GenomeDraft, start: number, goal: number): boolean {
  if (start === goal) return true
  if (goal < draft.inputCount) return false // nothing leads to an input
  const reached = new Uint8Array(draft.nodeCount)
  const place = (node: number): number => indexInSorted(draft.nodeId, node, draft.nodeCount)
  const goalPlace = place(goal)
  if (start >= draft.inputCount) reached[place(start)] = 1
  for (let news = true; news; ) {
    news = false
    for (let gene = 0; gene < draft.connectionCount; gene++) {
      const source = draft.source[gene] as number
      const fromReached = source < draft.inputCount ? source === start : reached[place(source)] === 1
      if (!fromReached) continue
      const target = place(draft.target[gene] as number)
      if (target === goalPlace) return true
      if (reached[target] === 0) {
        reached[target] = 1
        news = true
      }
    }
  }
  return false
}
