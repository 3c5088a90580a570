// How many bytes genomes take on the wire, at most: for carriers whose messages have a limit of their own.
import type { EvaluationItem } from '../evaluate/batch.ts'
import type { NetworkSpec } from '../network/network-spec.ts'
import { SMALLEST_NETWORK_BYTES } from './network-codec.ts'
import { MAX_REASON_LENGTH } from './results-codec.ts'

/** Activation, aggregation, bias, response and time constant. */
const NODE_BYTES = 26
/** Two wide node numbers and a weight. */
const CONNECTION_BYTES = 16
/** Number and seed; of a result number, fitness and the lengths of what follows. */
const ITEM_BYTES = 24
/** Header, the problem's name and fine-tuning. */
const BATCH_BYTES = 1200

function networkBytes({ bias, weight }: NetworkSpec): number {
  return SMALLEST_NETWORK_BYTES + NODE_BYTES * bias.length + CONNECTION_BYTES * weight.length
}

/** Of a genome on its way to a worker, or of its result on the way back, whichever may be more. */
function itemBytes({ network, opponents = [] }: EvaluationItem): number {
  const met = opponents.reduce((sum, one) => sum + 4 + networkBytes(one), 0)
  // Whatever a result tells, it holds fewer numbers than the network, and may be a failure with a long reason.
  return ITEM_BYTES + networkBytes(network) + met + MAX_REASON_LENGTH
}

/** Of a batch with this genome alone. */
export function aloneBytes(item: EvaluationItem): number {
  return BATCH_BYTES + itemBytes(item)
}

/** How many of the first items fit into `maxBytes`, and never none. */
export function fitting(items: readonly EvaluationItem[], maxBytes: number): number {
  let bytes = BATCH_BYTES
  for (const [index, item] of items.entries()) {
    bytes += itemBytes(item)
    if (bytes > maxBytes) return Math.max(1, index)
  }
  return items.length
}
