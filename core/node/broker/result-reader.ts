// Reads what workers say from the stream of results: from the first that is kept, and on after every reconnection, each
// message once and in the stream's order. It knows no frames.
import { type ConsumerMessages, DeliverPolicy, type JsMsg } from '@nats-io/jetstream'
import { RESULTS_STREAM } from '../../wire/broker/broker-names.ts'
import type { Log } from '../cluster/log.ts'
import type { Broker } from './broker-connection.ts'

const RETRY_MS = 250
/** Asked for at a time; more are asked for before they are used up. */
const MOST_MESSAGES = 2000

export class ResultReader {
  readonly #broker: Broker
  readonly #filter: string
  readonly #take: (message: JsMsg) => void
  readonly #log: Log
  #messages: ConsumerMessages | null = null
  #lastSeq = 0
  #isClosed = false
  #isLate: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | null = null

  constructor(broker: Broker, filter: string, take: (message: JsMsg) => void, log: Log) {
    this.#broker = broker
    this.#filter = filter
    this.#take = take
    this.#log = log
  }

  /** Place in the stream of what was read last. */
  get lastSeq(): number {
    return this.#lastSeq
  }

  /** Resolves once everything is read that was there at the beginning; rejects where it can't be read. */
  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#isLate = { resolve, reject }
      void this.#read()
    })
  }

  /** The connection was lost and is back: what it had asked for is asked for anew. */
  restart(): void {
    this.#messages?.stop()
  }

  close(): void {
    this.#isClosed = true
    this.#messages?.stop()
  }

  async #read(): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.#readOn()
      } catch (error) {
        this.#log('debug', `Reading results from the broker failed: ${String(error)}.`)
        this.#isLate?.reject(error)
        await this.#broker.ensure().catch(() => {}) // the next try tells whether it helped
      }
      if (!this.#isClosed) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }

  async #readOn(): Promise<void> {
    const { state } = await this.#broker.admin.streams.info(RESULTS_STREAM)
    // A stream that was made anew counts from its beginning.
    if (state.last_seq < this.#lastSeq) this.#lastSeq = 0
    const consumer = await this.#broker.streams.consumers.get(RESULTS_STREAM, {
      filter_subjects: this.#filter,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: this.#lastSeq + 1,
    })
    const { num_pending: waiting } = await consumer.info(true)
    // By callback what came at once is taken at once, and what it brings about goes out in one piece.
    const messages = await consumer.consume({
      max_messages: MOST_MESSAGES,
      callback: (message) => this.#next(message),
    })
    this.#messages = messages
    if (waiting === 0) this.#caughtUp()
    const error = await messages.closed()
    if (error instanceof Error) throw error
  }

  #next(message: JsMsg): void {
    this.#lastSeq = message.seq
    this.#take(message)
    if (message.info.pending === 0) this.#caughtUp()
  }

  #caughtUp(): void {
    this.#isLate?.resolve()
    this.#isLate = null
  }
}
