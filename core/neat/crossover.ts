// Crossover by one linear merge along the innovations (Stanley & Miikkulainen 2002, §3.2, figure 4).
// Typed-array reads are in range by construction, hence the casts.
import type { Random } from '../base/random.ts'
import type { GenomeDraft } from './draft.ts'
import type { ConnectionGenes, Genome, NodeGenes } from './genome.ts'

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
  draft.copyFrom(fitter)
  crossConnections(draft, fitter.connections, other.connections, disableRate, random)
  crossNodes(draft, other.nodes, random)
}

function crossConnections(
  draft: GenomeDraft,
  ours: ConnectionGenes,
  theirs: ConnectionGenes,
  disableRate: number,
  random: Random,
): void {
  const { weight, enabled } = draft
  const count = ours.innovation.length
  const theirCount = theirs.innovation.length
  let coins = 0
  let j = 0
  for (let i = 0; i < count; i++) {
    // A draw is 32 coins.
    coins = i % 32 === 0 ? random.nextUint32() : coins >>> 1
    const innovation = ours.innovation[i] as number
    while (j < theirCount && (theirs.innovation[j] as number) < innovation) j++
    const matches = j < theirCount && theirs.innovation[j] === innovation
    if (matches && (coins & 1) === 1) weight[i] = theirs.weight[j] as number
    const disabled = ours.enabled[i] === 0 || (matches && theirs.enabled[j] === 0)
    enabled[i] = disabled && random.nextChance(disableRate) ? 0 : 1
  }
}

function crossNodes(draft: GenomeDraft, theirs: NodeGenes, random: Random): void {
  const theirCount = theirs.id.length
  let j = 0
  for (let i = 0; i < draft.nodeCount; i++) {
    const id = draft.nodeId[i] as number
    while (j < theirCount && (theirs.id[j] as number) < id) j++
    if (j === theirCount) return
    if (theirs.id[j] !== id || !random.nextChance(0.5)) continue
    draft.bias[i] = theirs.bias[j] as number
    draft.response[i] = theirs.response[j] as number
    draft.activation[i] = theirs.activation[j] as number
    draft.aggregation[i] = theirs.aggregation[j] as number
  }
}
