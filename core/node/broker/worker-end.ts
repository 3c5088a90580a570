// The worker's end of its connection over a broker: takes its frames from the queue of work, acknowledges each once what it
// asked for is done, and puts what it says into the stream of results.
import { AckPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream'
import { headers } from '@nats-io/transport-node'
import { peekBatch } from '../../wire/batch-codec.ts'
import {
  type FromWorker,
  HEADERS,
  resultsSubject,
  WORK_STREAM,
  workerKey,
  workSubject,
} from '../../wire/broker/broker-names.ts'
import { InOrder } from '../../wire/broker/in-order.ts'
import { writePresence } from '../../wire/broker/presence.ts'
import { type Frame, type FrameHeader, MAX_FRAME_BYTES, readHeader } from '../../wire/frame.ts'
import { decodeControl, type Hello } from '../../wire/messages.ts'
import type { RouteEvents } from '../cluster/master-route.ts'
import type { Socket } from '../cluster/socket.ts'
import type { Broker } from './broker-connection.ts'
import type { FoundRun } from './find-run.ts'
import type { HeldWork } from './held-work.ts'
import { publishResults, type Sender } from './publish-results.ts'

/** Frames that may be under way to one worker. */
const MOST_MESSAGES = 1000
const MOST_UNACKNOWLEDGED = 20_000
const NANOS_PER_MS = 1e6
/** The broker forgets a worker's queue once nobody has asked for it for so long. */
const INACTIVE_MS = 60_000
/** A batch that comes so often and is never answered comes no more; its master has given it to others long before. */
const MOST_DELIVERIES = 5
const CLOSED = 'the connection was closed'

export interface WorkerEndOptions {
  readonly broker: Broker
  readonly found: FoundRun
  readonly connection: string
  readonly held: HeldWork
  readonly sender: Sender
  /** What went wrong at the broker, for people. */
  readonly explain: (error: unknown) => string
}

export class WorkerEnd implements Socket {
  readonly #options: WorkerEndOptions
  readonly #events: RouteEvents
  readonly #order = new InOrder<JsMsg>()
  #messages: ConsumerMessages | null = null
  #beat: NodeJS.Timeout | null = null
  #beginRun: Uint8Array = new Uint8Array()
  #place = 0
  #isOver = false
  #whenOver: () => void = () => {}
  #left: Promise<void> = Promise.resolve()

  constructor(options: WorkerEndOptions, events: RouteEvents) {
    this.#options = options
    this.#events = events
  }

  /** Rejects where the broker will not have it. */
  async open(): Promise<void> {
    const { broker, found, connection } = this.#options
    const { leaseMs } = found.master
    const consumer = await broker.admin.consumers.add(WORK_STREAM, {
      name: connection,
      filter_subject: workSubject(found.run, connection),
      ack_policy: AckPolicy.Explicit,
      ack_wait: leaseMs * NANOS_PER_MS,
      // With nats-server a worker loses its connection, and gets another queue.
      mem_storage: true,
      max_deliver: MOST_DELIVERIES,
      max_ack_pending: MOST_UNACKNOWLEDGED,
      inactive_threshold: INACTIVE_MS * NANOS_PER_MS,
    })
    const reading = broker.streams.consumers.getConsumerFromInfo(consumer)
    this.#messages = await reading.consume({
      max_messages: MOST_MESSAGES,
      callback: (message) => this.#take(message),
    })
    void this.#messages.closed().then((error) => {
      if (error instanceof Error) this.#failed(error)
    })
  }

  /** Settles once nothing of it is left at the broker; never rejects. */
  get left(): Promise<void> {
    return this.#left
  }

  /** Called once, when the connection is over. */
  onOver(act: () => void): void {
    if (this.#isOver) act()
    else this.#whenOver = act
  }

  send(frame: Frame): void {
    if (this.#isOver) return
    const header = readHeader(frame, MAX_FRAME_BYTES)
    const type = header.ok ? header.value.type : null
    if (type === 'results') return this.#sendResults(frame)
    if (type === 'hello' && header.ok) this.#showPresence(header.value)
    this.#publish(frame, 'control', false)
  }

  close(): void {
    if (this.#isOver) return
    this.#publish(new Uint8Array(), 'control', true)
    this.lose(CLOSED)
  }

  /** The broker or the master is gone. */
  lose(reason: string): void {
    if (this.#isOver) return
    this.#isOver = true
    if (this.#beat !== null) clearInterval(this.#beat)
    this.#messages?.stop()
    this.#whenOver()
    this.#left = this.#leave()
    this.#events.closed(reason)
  }

  #take(message: JsMsg): void {
    const place = Number(message.headers?.get(HEADERS.place) ?? Number.NaN)
    if (!Number.isSafeInteger(place)) return message.ack()
    if (this.#order.hasSeen(place)) return this.#cameAgain(message)
    for (const due of this.#order.take(place, message)) this.#due(due)
  }

  #cameAgain(message: JsMsg): void {
    const header = readHeader(message.data, MAX_FRAME_BYTES)
    const batch = header.ok && header.value.type === 'batch' ? peekBatch(header.value.body) : null
    if (batch?.ok === true) this.#options.held.cameAgain(batch.value.batchId, message)
    else message.ack()
  }

  #due(message: JsMsg): void {
    if (this.#isOver) return
    if (message.headers?.has(HEADERS.close) === true) {
      message.ack()
      return this.lose(CLOSED)
    }
    const header = readHeader(message.data, MAX_FRAME_BYTES)
    if (header.ok) this.#note(header.value, message)
    this.#events.received(message.data)
  }

  /** A batch is acknowledged with its results, everything else at once. */
  #note({ type, body }: FrameHeader, message: JsMsg): void {
    const { held, found, connection } = this.#options
    const batch = type === 'batch' ? peekBatch(body) : null
    if (batch?.ok === true) {
      const work = { beginRun: this.#beginRun, message }
      return held.add(batch.value.batchId, { run: found.run, connection }, work)
    }
    message.ack()
    if (type === 'beginRun') this.#beginRun = message.data
    const cancel = type === 'cancel' ? decodeControl('cancel', body) : null
    if (cancel?.ok === true) held.dropped(cancel.value.batchIds)
  }

  #sendResults(frame: Frame): void {
    const { broker, held, sender, found, connection } = this.#options
    const place = this.#place++
    const results = { frame, held, sender, place, run: found.run, connection }
    publishResults(broker, results).catch((error: unknown) => this.#failed(error))
  }

  #publish(bytes: Uint8Array, kind: FromWorker, isLast: boolean): void {
    const { broker, found, connection } = this.#options
    const place = this.#place++
    const about = headers()
    about.set(HEADERS.place, String(place))
    if (place === 0) about.set(HEADERS.address, broker.ownAddress)
    if (isLast) about.set(HEADERS.close, '1')
    const subject = resultsSubject(found.run, connection, kind)
    broker.streams
      .publish(subject, bytes, { headers: about, msgID: `${connection}-r${place}` })
      .catch((error: unknown) => this.#failed(error))
  }

  #failed(error: unknown): void {
    this.lose(this.#options.explain(error))
  }

  #showPresence({ body }: FrameHeader): void {
    const hello = decodeControl('hello', body)
    if (!hello.ok) return
    this.#options.sender.key = hello.value.key
    const tell = () => void this.#tell(hello.value)
    tell()
    this.#beat = setInterval(tell, this.#options.found.master.heartbeatMs)
  }

  async #tell({ key, label }: Hello): Promise<void> {
    const { broker, found, connection } = this.#options
    const presence = writePresence({ version: 1, key, label, address: broker.ownAddress })
    // Whether the broker is there shows elsewhere.
    await broker.presence.put(workerKey(found.run, connection), presence).catch(() => {})
  }

  /** What can't be taken away is gone in time by itself. */
  async #leave(): Promise<void> {
    const { broker, found, connection } = this.#options
    if (broker.nats.isClosed()) return
    await broker.admin.consumers.delete(WORK_STREAM, connection).catch(() => {})
    await broker.presence.delete(workerKey(found.run, connection)).catch(() => {})
  }
}
