// Crossover by one linear merge along the innovations (Stanley & Miikkulainen 2002, §3.2, figure 4).
// Typed-array reads are in range by construction, hence the casts.
import type { Random } from '../base/random.ts'
import type { NeatConfig } from './config.ts'
import type { GenomeDraft } from './draft.ts'
import { type ConnectionGenes, type Genome, indexInSorted, type NodeGenes, nodeIndex } from './genome.ts'
import { leadsTo } from './reachability.ts'

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
    if (draft.timeConstant !== null) draft.timeConstant[i] = theirs.timeConstant?.[j] ?? 1
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
    if (draft.timeConstant !== null) {
      const own = draft.timeConstant[i] as number
      const other = theirs.timeConstant?.[j] ?? 1
      draft.timeConstant[i] = averages ? average(own, other) : (coins & 16) !== 0 ? other : own
    }
    if ((coins & 4) !== 0) draft.activation[i] = theirs.activation[j] as number
    if ((coins & 8) !== 0) draft.aggregation[i] = theirs.aggregation[j] as number
  }
}

function average(a: number, b: number): number {
  return a / 2 + b / 2
}

/**
 * For parents of equal fitness: after {@link crossover}, disjoint and excess genes come from either parent by chance
 * (2002, figure 4). A gene of `other` that would close a cycle in a feed-forward child stays away.
 */
export function mixDisjoint(
  draft: GenomeDraft,
  other: Genome,
  kind: NeatConfig['network']['kind'],
  random: Random,
): void {
  const { innovation } = other.connections
  for (let gene = draft.connectionCount - 1; gene >= 0; gene--) {
    const own = draft.innovation[gene] as number
    const matches = indexInSorted(innovation, own, innovation.length) >= 0
    if (!matches && random.nextChance(0.5)) draft.removeConnection(gene)
  }
  for (let gene = 0; gene < innovation.length; gene++) {
    const isOwn = indexInSorted(draft.innovation, innovation[gene] as number, draft.connectionCount) >= 0
    if (!isOwn && random.nextChance(0.5)) adopt(draft, other, gene, kind)
  }
  dropLonelyNodes(draft)
}

/** Takes a connection gene of `other` over, with the nodes it needs. */
function adopt(draft: GenomeDraft, other: Genome, gene: number, kind: NeatConfig['network']['kind']): void {
  const { connections } = other
  const source = connections.source[gene] as number
  const target = connections.target[gene] as number
  for (let own = 0; own < draft.connectionCount; own++) {
    if (draft.source[own] === source && draft.target[own] === target) return
  }
  const isKnown = draft.hasNode(source) && draft.hasNode(target)
  if (kind === 'feed-forward' && isKnown && leadsTo(draft, target, source)) return
  for (const node of [source, target]) if (!draft.hasNode(node)) adoptNode(draft, other, node)
  draft.insertConnection({
    innovation: connections.innovation[gene] as number,
    source,
    target,
    weight: connections.weight[gene] as number,
    enabled: connections.enabled[gene] as number,
  })
}

function adoptNode(draft: GenomeDraft, other: Genome, id: number): void {
  const at = nodeIndex(other, id)
  const { activation, aggregation, bias, response, timeConstant } = other.nodes
  draft.insertNode({
    id,
    activation: activation[at] as number,
    aggregation: aggregation[at] as number,
    bias: bias[at] as number,
    response: response[at] as number,
    timeConstant: draft.timeConstant === null ? undefined : (timeConstant?.[at] ?? 1),
  })
}

/** Hidden nodes that lost their last connection. */
function dropLonelyNodes(draft: GenomeDraft): void {
  for (let at = draft.nodeCount - 1; at >= draft.outputCount; at--) {
    const id = draft.nodeId[at] as number
    let isJoined = false
    for (let gene = 0; gene < draft.connectionCount && !isJoined; gene++) {
      isJoined = draft.source[gene] === id || draft.target[gene] === id
    }
    if (!isJoined) draft.removeNode(at)
  }
}
