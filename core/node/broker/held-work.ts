// Batches that a worker has from a broker and hasn't acknowledged: each until its results are stored, or nobody wants them.
import type { JsMsg } from '@nats-io/jetstream'
import { errors } from '@nats-io/transport-node'
import { workDigest } from './work-digest.ts'

interface Held {
  readonly run: string
  readonly connection: string
  readonly digest: string
  message: JsMsg
}

/** Of connections that were lost some may stay. */
const MOST_HELD = 20_000

/** To what work results belong. */
export type WorkOrigin = Pick<Held, 'run' | 'connection' | 'digest'>

export class HeldWork {
  readonly #held = new Map<number, Held>()

  add(
    batchId: number,
    from: Pick<Held, 'run' | 'connection'>,
    work: { beginRun: Uint8Array; message: JsMsg },
  ): void {
    const { beginRun, message } = work
    const [oldest] = this.#held.keys()
    if (this.#held.size >= MOST_HELD && oldest !== undefined) this.#held.delete(oldest)
    this.#held.set(batchId, { ...from, digest: workDigest(beginRun, message.data), message })
  }

  origin(batchId: number): WorkOrigin | null {
    return this.#held.get(batchId) ?? null
  }

  /** It came again, because it took longer than the lease; acknowledged at once where it was answered already. */
  cameAgain(batchId: number, message: JsMsg): void {
    const held = this.#held.get(batchId)
    if (held === undefined) acknowledge(message)
    else held.message = message
  }

  /** Its results are stored. */
  answered(batchId: number): void {
    const held = this.#held.get(batchId)
    if (held !== undefined) acknowledge(held.message)
    this.#held.delete(batchId)
  }

  /** Nobody waits for it any more. */
  dropped(batchIds: readonly number[]): void {
    for (const batchId of batchIds) {
      const held = this.#held.get(batchId)
      if (held !== undefined) acknowledge(held.message)
      this.#held.delete(batchId)
    }
  }
}

/** Where its connection is gone, so is its queue. */
function acknowledge(message: JsMsg): void {
  try {
    message.ack()
  } catch (error) {
    if (!(error instanceof errors.ClosedConnectionError)) throw error
  }
}
