// Where workers knock that come over a broker: the master's side of its streams, for one run. What is said over a
// connection, and who is given what, is somebody else's business.
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { JsMsg } from '@nats-io/jetstream'
import { headers } from '@nats-io/transport-node'
import { formatBroker } from '../../wire/broker/broker-address.ts'
import {
  connectionIn,
  deadSubject,
  HEADERS,
  RESULTS_STREAM,
  resultsSubject,
  runResults,
  WORK_STREAM,
  workSubject,
} from '../../wire/broker/broker-names.ts'
import type { EarlierResults } from '../../wire/earlier-results.ts'
import { type Frame, MAX_FRAME_BYTES, readHeader } from '../../wire/frame.ts'
import type { Log } from '../cluster/log.ts'
import type { Socket, SocketEvents } from '../cluster/socket.ts'
import { type Broker, type BrokerOptions, openBroker } from './broker-connection.ts'
import { brokerError } from './broker-error.ts'
import type { DeadLetter } from './dead-letter.ts'
import { MasterEnd } from './master-end.ts'
import { ResultReader } from './result-reader.ts'
import { RunClaim } from './run-claim.ts'
import { workDigest } from './work-digest.ts'

export interface BrokerDoorOptions extends Omit<BrokerOptions, 'name' | 'reconnect'> {
  readonly run: string
  readonly heartbeatMs: number
  /** How long a worker may hold a batch. */
  readonly leaseMs: number
  readonly log: Log
}

export interface BrokerDoorEvents {
  /** A worker has introduced itself; `open` gives the master's end of its connection. */
  visited(address: string, open: (events: SocketEvents) => Socket): void
  /** Results of what a master before this one has handed out. */
  earlier(results: EarlierResults): void
  /** This is the run's master no longer. */
  lost(sentence: string): void
}

/** What is heard of a master at the least, so that another needs not wait long for one that is gone. */
const SLOWEST_BEAT_MS = 1000
const TIDY_MS = 1000
/** Heartbeats and the like are of no use once read. */
const CONTROL_EVERY = 10

export class BrokerDoor {
  readonly #options: BrokerDoorOptions
  readonly #broker: Broker
  readonly #reader: ResultReader
  readonly #connections = new Map<string, MasterEnd>()
  readonly #tidier: NodeJS.Timeout
  readonly #claim: RunClaim
  #events: BrokerDoorEvents | null = null
  /** Whoever knocked before that waits for the master of before. */
  #firstSeq = 0
  /** What was said up to here is of no use any more. */
  #uselessSeq = 0
  #tidied = 0
  #isClosing = false
  #refusal: string | null = null

  private constructor(options: BrokerDoorOptions, broker: Broker, claim: RunClaim) {
    this.#options = options
    this.#broker = broker
    const filter = runResults(options.run)
    this.#reader = new ResultReader(broker, filter, (message) => this.#take(message), options.log)
    this.#tidier = setInterval(() => void this.#tidy(), TIDY_MS)
    this.#claim = claim
    void this.#watch()
  }

  /** Rejects with `BrokerError`. */
  static async open(options: BrokerDoorOptions): Promise<BrokerDoor> {
    const { run, heartbeatMs, leaseMs, log } = options
    const broker = await openBroker({ ...options, name: `neatwork master ${run}`, reconnect: true })
    let door: BrokerDoor | null = null
    const presence = {
      ...{ instance: randomUUID(), label: hostname(), problem: null, leaseMs },
      version: 1 as const,
      heartbeatMs: Math.min(heartbeatMs, SLOWEST_BEAT_MS),
    }
    try {
      const onTaken = (sentence: string) => door?.lost(sentence)
      const onBeat = (refusal: unknown) => door?.beaten(refusal)
      const claim = await RunClaim.take({ bucket: broker.presence, run, presence, log, onBeat, onTaken })
      door = new BrokerDoor(options, broker, claim)
      return door
    } catch (error) {
      await broker.nats.close()
      throw brokerError(broker.denied() ?? error, options.place)
    }
  }

  /** By what workers find the run; without what lets them in. */
  get link(): string {
    const { place, run } = this.#options
    return formatBroker({ ...place.address, run })
  }

  get maxMessageBytes(): number {
    return this.#broker.maxBytes
  }

  /** Resolves once everything is told that was there at the beginning; rejects with {@link BrokerError}. */
  async start(events: BrokerDoorEvents): Promise<void> {
    const { admin } = this.#broker
    this.#events = events
    try {
      // What waits there was handed out by a master before this one, which hands out anew.
      await admin.streams.purge(WORK_STREAM, { filter: workSubject(this.#options.run, '*') })
      this.#firstSeq = (await admin.streams.info(RESULTS_STREAM)).state.last_seq
      await this.#reader.start()
    } catch (error) {
      await this.close()
      throw brokerError(this.#broker.denied() ?? error, this.#options.place)
    }
  }

  /** What is evaluated now, for those who look. */
  tellProblem(problem: string): void {
    this.#claim.tell(problem)
  }

  /** A run that was stopped may go on later, with what was evaluated for it. */
  runEnded(isOver: boolean): void {
    this.#claim.tell(null)
    if (isOver) this.usedUp()
  }

  /** Everything that was said so far has been used and saved. */
  usedUp(): void {
    this.#uselessSeq = this.#reader.lastSeq
  }

  giveUp({ work, generation, failure }: DeadLetter): void {
    const about = headers()
    about.set(HEADERS.generation, String(generation))
    about.set(HEADERS.genome, String(failure.genomeId))
    about.set(HEADERS.cause, failure.cause)
    about.set(HEADERS.reason, failure.reason.replace(/[\r\n]+/g, ' '))
    this.#broker.streams
      .publish(deadSubject(this.#options.run), work, { headers: about })
      .catch((error: unknown) =>
        this.#options.log('warn', `A dead letter could not be kept at the broker: ${String(error)}.`),
      )
  }

  /** A heartbeat was taken, or refused: what only people can mend is said once, until it is mended. */
  beaten(refusal: unknown): void {
    if (refusal === null) {
      this.#refusal = null
      return
    }
    const { code, message } = brokerError(this.#broker.denied() ?? refusal, this.#options.place)
    if (code === 'unfit' && message !== this.#refusal) this.#options.log('warn', message)
    else this.#options.log('debug', `The broker does not take the master's heartbeat: ${String(refusal)}.`)
    this.#refusal = message
  }

  lost(sentence: string): void {
    this.#hangUp(sentence)
    this.#events?.lost(sentence)
  }

  async close(): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#tidier)
    this.#reader.close()
    const { nats } = this.#broker
    try {
      if (!nats.isClosed()) {
        await this.#claim.release()
        await this.#tidy()
        await nats.drain()
      }
    } catch (error) {
      this.#options.log('debug', `Leaving the broker failed: ${String(error)}.`)
      await nats.close()
    }
  }

  #take(message: JsMsg): void {
    const connection = connectionIn(message.subject)
    const known = this.#connections.get(connection)
    if (known !== undefined) return known.take(message)
    if (message.headers?.has(HEADERS.close) === true) return
    const header = readHeader(message.data, MAX_FRAME_BYTES)
    const type = header.ok ? header.value.type : null
    if (type === 'results') return this.#earlier(message)
    if (message.seq <= this.#firstSeq) return
    if (type === 'hello') return this.#visit(connection, message)
    // It was closed here, and doesn't know.
    this.#end(connection, SILENT).close()
  }

  #visit(connection: string, message: JsMsg): void {
    const address = message.headers?.get(HEADERS.address) ?? 'unknown'
    this.#events?.visited(address, (events) => {
      const end = this.#end(connection, events)
      this.#connections.set(connection, end)
      return end
    })
    this.#connections.get(connection)?.take(message)
  }

  #end(connection: string, events: SocketEvents): MasterEnd {
    const onOver = () => void this.#connections.delete(connection)
    return new MasterEnd({ broker: this.#broker, run: this.#options.run, connection, onOver }, events)
  }

  #earlier({ headers: about, data }: JsMsg): void {
    const digest = about?.get(HEADERS.workDigest)
    const holder = about?.get(HEADERS.worker)
    if (digest === undefined || digest === '' || holder === undefined) return
    const isOfWork = (beginRun: Frame, batch: Frame) => workDigest(beginRun, batch) === digest
    this.#events?.earlier({ holder, bytes: data, isOfWork })
  }

  async #watch(): Promise<void> {
    const { nats } = this.#broker
    const { log } = this.#options
    const where = formatBroker({ ...this.#options.place.address, run: null })
    for await (const { type } of nats.status()) {
      if (this.#isClosing) return
      if (type === 'disconnect') {
        log('warn', `The connection to the broker ${where} is lost; trying to get it back.`)
        this.#hangUp('the connection to the broker was lost')
      } else if (type === 'reconnect') {
        log('info', `The broker ${where} is there again.`)
        // JetStream may not be ready yet: then the reader's next try is the one that counts.
        await this.#broker.ensure().catch(() => {})
        this.#reader.restart()
      }
    }
    if (!this.#isClosing) this.lost(`The broker ${where} has ended the connection for good.`)
  }

  /** Workers come back by themselves, under their own keys. */
  #hangUp(reason: string): void {
    for (const end of [...this.#connections.values()]) end.lose(reason)
  }

  /** Purges what nobody needs any more, a few times a minute at most. */
  async #tidy(): Promise<void> {
    const { nats, admin } = this.#broker
    if (nats.isClosed() || this.#events === null) return
    this.#tidied++
    try {
      if (this.#tidied % CONTROL_EVERY === 0) {
        const seq = this.#reader.lastSeq + 1
        await admin.streams.purge(RESULTS_STREAM, { ...this.#purgeOf('*', 'control'), seq })
      }
      if (this.#uselessSeq === 0) return
      const purge = this.#purgeOf('*', 'results')
      this.#uselessSeq = 0
      await admin.streams.purge(RESULTS_STREAM, purge)
    } catch (error) {
      this.#options.log('debug', `Tidying up at the broker failed: ${String(error)}.`)
    }
  }

  #purgeOf(connection: string, kind: 'results' | 'control') {
    return { filter: resultsSubject(this.#options.run, connection, kind), seq: this.#uselessSeq + 1 }
  }
}

/** Nobody is told anything of a connection that is only to be closed. */
const SILENT: SocketEvents = { received() {}, closed() {} }
