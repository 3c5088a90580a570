// Crossover by one linear merge along the innovations (Stanley & Miikkulainen 2002, §3.2, figure 4).
// Typed-array reads are in range by construction, hence the casts.
import type { Random } from '../base/random.ts'
import type { NeatConfig } from './config.ts'
import type { GenomeDraft } from './draft.ts'
import type { ConnectionGenes, Genome, NodeGenes } from './genome.ts'

type CrossoverSettings = Pick<NeatConfig['crossover'], 'disableRate' | 'matching'>

/**
 * Fills `draft` with a child. Matching genes come as `matching` says, disjoint and excess genes from
 * `fitter`, so the child has the structure of `fitter` and no cycle that it hasn't. A gene disabled in either parent
 * is disabled with `disableRate`, once.
 */
export function crossover(
  draft: GenomeDraft,
  fitter: Genome,
  other: Genome,
  settings: CrossoverSettings,
  random: Random,
): void {
  draft.copyFrom(fitter)
  crossConnections(draft, fitter.connections, other.connections, settings, random)
  if (settings.matching === 'whole-gene') crossNodes(draft, other.nodes, random)
  else blendNodes(draft, other.nodes, settings.matching === 'averaged', random)
}

function crossConnections(
  draft: GenomeDraft,
  ours: ConnectionGenes,
  theirs: ConnectionGenes,
  { disableRate, matching }: CrossoverSettings,
  random: Random,
): void {
  const { weight, enabled } = draft
  const averages = matching === 'averaged'
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
    if (matches && averages) weight[i] = average(weight[i] as number, theirs.weight[j] as number)
    else if (matches && (coins & 1) === 1) weight[i] = theirs.weight[j] as number
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

/** Each attribute of a matching node from either parent, or its numbers averaged. */
function blendNodes(draft: GenomeDraft, theirs: NodeGenes, averages: boolean, random: Random): void {
  const theirCount = theirs.id.length
  let j = 0
  for (let i = 0; i < draft.nodeCount; i++) {
    const id = draft.nodeId[i] as number
    while (j < theirCount && (theirs.id[j] as number) < id) j++
    if (j === theirCount) return
    if (theirs.id[j] !== id) continue
    const coins = random.nextUint32()
    if (averages) {
      draft.bias[i] = average(draft.bias[i] as number, theirs.bias[j] as number)
      draft.response[i] = average(draft.response[i] as number, theirs.response[j] as number)
    } else {
      if ((coins & 1) !== 0) draft.bias[i] = theirs.bias[j] as number
      if ((coins & 2) !== 0) draft.response[i] = theirs.response[j] as number
    }
    if ((coins & 4) !== 0) draft.activation[i] = theirs.activation[j] as number
    if ((coins & 8) !== 0) draft.aggregation[i] = theirs.aggregation[j] as number
  }
}

function average(a: number, b: number): number {
  return a / 2 + b / 2
}
