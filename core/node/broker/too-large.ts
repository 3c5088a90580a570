// What doesn't go through a broker, because its messages have a limit.
import type { EvaluationBatch } from '../../evaluate/batch.ts'
import { aloneBytes } from '../../wire/batch-bytes.ts'
import type { Frame } from '../../wire/frame.ts'

const REMEDY =
  'Raise max_payload in the configuration of nats-server (up to 64MB), or let the workers come without a broker.'

/** What the broker takes; without one there is no limit that anybody reaches. */
type Limit =
  | { readonly kind: 'port' }
  | { readonly kind: 'broker'; readonly door: { readonly maxMessageBytes: number } }

/** Why a genome of this batch can't be sent by itself, or null. */
export function tooLarge({ items }: EvaluationBatch, limit: Limit): string | null {
  if (limit.kind === 'port') return null
  const { maxMessageBytes } = limit.door
  for (const item of items) {
    const bytes = aloneBytes(item)
    if (bytes > maxMessageBytes) {
      return `Genome ${item.genomeId} takes ${sizeOf(bytes)}, and the broker takes messages of ${sizeOf(maxMessageBytes)} at most. ${REMEDY}`
    }
  }
  return null
}

/** Why a run can't be told to workers, or null. */
export function tooLargeToBegin(beginRun: Frame, limit: Limit): string | null {
  if (limit.kind === 'port' || beginRun.length <= limit.door.maxMessageBytes) return null
  return `The data of this run take ${sizeOf(beginRun.length)}, and the broker takes messages of ${sizeOf(limit.door.maxMessageBytes)} at most. ${REMEDY}`
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
