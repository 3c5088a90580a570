// Results into the stream: with what tells to which work they belong, so that they count for whichever master comes next;
// the work is acknowledged once they are stored.
import { headers } from '@nats-io/transport-node'
import { batchId } from '../../base/ids.ts'
import { HEADERS, resultsSubject } from '../../wire/broker/broker-names.ts'
import { type Frame, HEADER_BYTES } from '../../wire/frame.ts'
import { decodeResults, encodeResults } from '../../wire/results-codec.ts'
import type { Broker } from './broker-connection.ts'
import type { HeldWork } from './held-work.ts'

/** Who sends: the same over all of a worker's connections. */
export interface Sender {
  key: string
}

export interface ResultsToSend {
  readonly frame: Frame
  readonly held: HeldWork
  readonly sender: Sender
  readonly run: string
  readonly connection: string
  /** Among the frames of its connection; null where that is over. */
  readonly place: number | null
}

export async function publishResults(broker: Broker, results: ResultsToSend): Promise<void> {
  const { held, sender, place } = results
  const number = batchOf(results.frame)
  const origin = held.origin(number)
  const about = headers()
  if (place !== null) about.set(HEADERS.place, String(place))
  about.set(HEADERS.worker, sender.key)
  about.set(HEADERS.workDigest, origin?.digest ?? '')
  const { run, connection } = place === null ? (origin ?? results) : results
  const msgID = place === null ? `${connection}-k${number}` : `${connection}-r${place}`
  const frame = fitted(results.frame, broker.maxBytes)
  await broker.streams.publish(resultsSubject(run, connection, 'results'), frame, { headers: about, msgID })
  held.answered(number)
}

/** Of a results frame. */
export function batchOf(frame: Frame): number {
  return new DataView(frame.buffer, frame.byteOffset).getUint32(HEADER_BYTES, true)
}

/**
 * Results that are too large for a message are long reasons of many failures: without any the master hands the genomes out
 * one by one.
 */
function fitted(frame: Frame, maxBytes: number): Frame {
  if (frame.length <= maxBytes) return frame
  const results = decodeResults(frame)
  const { generation, elapsedMs } = results.ok ? results.value : { generation: 0, elapsedMs: 0 }
  return encodeResults({ batchId: batchId(batchOf(frame)), generation, elapsedMs, evaluations: [] })
}
