// The master's end of one worker's connection over a broker: frames in their order, each once, to one worker and back.
import type { JsMsg } from '@nats-io/jetstream'
import { headers } from '@nats-io/transport-node'
import {
  HEADERS,
  RESULTS_STREAM,
  resultsSubject,
  WORK_STREAM,
  workSubject,
} from '../../wire/broker/broker-names.ts'
import { InOrder } from '../../wire/broker/in-order.ts'
import { FRAME_TYPES, type Frame } from '../../wire/frame.ts'
import type { Socket, SocketEvents } from '../cluster/socket.ts'
import type { Broker } from './broker-connection.ts'

/** Where a frame tells its type. */
const TYPE_AT = 2
/** A worker has so long to read that its connection is closed. */
const LINGER_MS = 5000
const CLOSED = 'the connection was closed'

export interface MasterEndOptions {
  readonly broker: Broker
  readonly run: string
  readonly connection: string
  /** It is over, for whatever reason. */
  readonly onOver: () => void
}

export class MasterEnd implements Socket {
  readonly #options: MasterEndOptions
  readonly #events: SocketEvents
  readonly #order = new InOrder<JsMsg>()
  #place = 0
  #isOver = false

  constructor(options: MasterEndOptions, events: SocketEvents) {
    this.#options = options
    this.#events = events
  }

  take(message: JsMsg): void {
    const place = Number(message.headers?.get(HEADERS.place) ?? Number.NaN)
    if (!Number.isSafeInteger(place)) return
    for (const due of this.#order.take(place, message)) {
      if (this.#isOver) return
      if (due.headers?.has(HEADERS.close) === true) this.lose(CLOSED)
      else this.#events.received(due.data)
    }
  }

  send(frame: Frame): void {
    if (this.#isOver) return
    if (frame[TYPE_AT] === FRAME_TYPES.setAside) this.#forgetResults()
    this.#publish(frame, false)
  }

  close(): void {
    if (this.#isOver) return
    this.#publish(new Uint8Array(), true)
    this.#end()
    this.#events.closed(CLOSED)
  }

  /** The worker, or the broker, is gone. */
  lose(reason: string): void {
    if (this.#isOver) return
    this.#end()
    this.#events.closed(reason)
  }

  #publish(bytes: Uint8Array, isLast: boolean): void {
    const { broker, run, connection } = this.#options
    const place = this.#place++
    const about = headers()
    about.set(HEADERS.place, String(place))
    if (isLast) about.set(HEADERS.close, '1')
    broker.streams
      .publish(workSubject(run, connection), bytes, { headers: about, msgID: `${connection}-w${place}` })
      .catch((error: unknown) => this.lose(error instanceof Error ? error.message : String(error)))
  }

  #end(): void {
    this.#isOver = true
    this.#options.onOver()
    setTimeout(() => void this.#purge(WORK_STREAM, this.#workSubject), LINGER_MS).unref()
  }

  /** Whoever is set aside has said nothing that counts, to the next master neither. */
  #forgetResults(): void {
    const { run, connection } = this.#options
    void this.#purge(RESULTS_STREAM, resultsSubject(run, connection, 'results'))
  }

  get #workSubject(): string {
    return workSubject(this.#options.run, this.#options.connection)
  }

  /** What can't be purged is gone in time by itself. */
  async #purge(stream: string, filter: string): Promise<void> {
    const { admin, nats } = this.#options.broker
    if (!nats.isClosed()) await admin.streams.purge(stream, { filter }).catch(() => {})
  }
}
