// Mutation that joins two unconnected nodes (Stanley & Miikkulainen 2002, §3.1, "add connection").
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'
import type { InnovationRegistry } from '../innovations.ts'
import { leadsTo } from '../reachability.ts'

/** Pairs tried before a draft counts as fully connected, as in the original C++ (newlink_tries = 20). */
const TRIES = 20

/** Adds one connection between nodes drawn at random, if a free pair is found; never a cycle when feed-forward. */
export function addConnection(
  draft: GenomeDraft,
  config: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
): boolean {
  for (let tried = 0; tried < TRIES; tried++) {
    const from = random.nextInt(draft.inputCount + draft.nodeCount)
    const source = from < draft.inputCount ? from : (draft.nodeId[from - draft.inputCount] as number)
    const target = draft.nodeId[random.nextInt(draft.nodeCount)] as number
    if (isJoined(draft, source, target)) continue
    if (config.network.kind === 'feed-forward' && leadsTo(draft, target, source)) continue
    draft.insertConnection({
      innovation: registry.connection(source, target),
      source,
      target,
      weight: random.nextBetween(-config.weights.replaceRange, config.weights.replaceRange),
      enabled: 1,
    })
    return true
  }
  return false
}

function isJoined(draft: GenomeDraft, source: number, target: number): boolean {
  for (let gene = 0; gene < draft.connectionCount; gene++) {
    if (draft.source[gene] === source && draft.target[gene] === target) return true
  }
  return false
}
