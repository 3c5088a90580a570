// Crossover by one linear merge along the innovations (Stanley & Miikkulainen 2002, §3.2, figure 4).
// Typed-array reads are in range by construction, hence the casts.
import type { Random } from '../base/random.ts'
import type { GenomeDraft } from './draft.ts'
import type { Genome } from './genome.ts'

/**
 * Fills `draft` with a child. Matching genes come whole from either parent at random, disjoint and excess genes from
 * `fitter`, so the child has the structure of `fitter` and no cycle that it hasn't. A gene disabled in either parent
 * is disabled with `disableRate`, once.
 */
export function crossover(
  draft: GenomeDraft,
  fitter: Genome,
  other: Genome,
  disableRate: number,
  random: Random,
): void {
  draft.clear()
  mergeConnections(draft, fitter, other, disableRate, random)
  mergeNodes(draft, fitter, other, random)
}

function mergeConnections(
  draft: GenomeDraft,
  fitter: Genome,
  other: Genome,
  disableRate: number,
  random: Random,
): void {
  const ours = fitter.connections
  const theirs = other.connections
  let j = 0
  for (let i = 0; i < ours.innovation.length; i++) {
    const innovation = ours.innovation[i] as number
    while (j < theirs.innovation.length && (theirs.innovation[j] as number) < innovation) j++
    const matches = j < theirs.innovation.length && theirs.innovation[j] === innovation
    if (matches && random.nextChance(0.5)) draft.appendConnection(other, j)
    else draft.appendConnection(fitter, i)
    const disabled = ours.enabled[i] === 0 || (matches && theirs.enabled[j] === 0)
    draft.enabled[i] = disabled && random.nextChance(disableRate) ? 0 : 1
  }
}

function mergeNodes(draft: GenomeDraft, fitter: Genome, other: Genome, random: Random): void {
  const ours = fitter.nodes.id
  const theirs = other.nodes.id
  let j = 0
  for (let i = 0; i < ours.length; i++) {
    const id = ours[i] as number
    while (j < theirs.length && (theirs[j] as number) < id) j++
    const matches = j < theirs.length && theirs[j] === id
    if (matches && random.nextChance(0.5)) draft.appendNode(other, j)
    else draft.appendNode(fitter, i)
  }
}
