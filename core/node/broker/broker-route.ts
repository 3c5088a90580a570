// A worker's way to its master over a broker: one connection to the broker, kept from one session to the next, so that
// results find a place while their master is away.
import { randomBytes } from 'node:crypto'
import { formatBroker } from '../../wire/broker/broker-address.ts'
import { masterKey } from '../../wire/broker/broker-names.ts'
import { readMaster } from '../../wire/broker/presence.ts'
import type { Frame } from '../../wire/frame.ts'
import type { MasterRoute, RouteEvents } from '../cluster/master-route.ts'
import type { Socket } from '../cluster/socket.ts'
import { type Broker, openBroker } from './broker-connection.ts'
import { brokerError } from './broker-error.ts'
import type { BrokerPlace } from './broker-place.ts'
import { type FoundRun, findRun } from './find-run.ts'
import { HeldWork } from './held-work.ts'
import { publishResults, type Sender } from './publish-results.ts'
import { WorkerEnd } from './worker-end.ts'

/** Results that wait for the broker; the oldest make room. */
const MOST_WAITING = 1000
const CLOSED = 'the connection was closed'
/** Who may publish at the broker is in: there is no other token. */
const NO_TOKEN = 'broker'

export class BrokerRoute implements MasterRoute {
  readonly address: string
  readonly token = NO_TOKEN
  readonly #place: BrokerPlace
  readonly #timeoutMs: number
  readonly #held = new HeldWork()
  readonly #sender: Sender = { key: '' }
  #waiting: Frame[] = []
  #broker: Broker | null = null
  #run: string | null = null
  #end: WorkerEnd | null = null

  constructor(place: BrokerPlace, timeoutMs: number) {
    this.#place = place
    this.#timeoutMs = timeoutMs
    this.address = formatBroker(place.address)
  }

  connect(events: RouteEvents): Socket {
    let end: WorkerEnd | null = null
    let isOver = false
    const fail = (error: unknown) => {
      if (isOver) return
      isOver = true
      const { code, message } = brokerError(this.#broker?.denied() ?? error, this.#place)
      if (code === 'unfit') events.unfit('broker', message)
      else events.closed(message)
    }
    this.#join(events, () => isOver).then((made) => {
      end = made
    }, fail)
    return {
      send: (frame) => end?.send(frame),
      close: () => {
        isOver = true
        if (end === null) events.closed(CLOSED)
        else end.close()
      },
    }
  }

  /** At the broker where it is there, and otherwise here until it is. */
  keep(frame: Frame): void {
    this.#waiting.push(frame)
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift()
    void this.#sendWaiting()
  }

  async close(): Promise<void> {
    const nats = this.#broker?.nats
    await this.#end?.left
    this.#broker = null
    if (nats?.isClosed() === false) await nats.drain().catch(() => {}) // it is gone, which was wanted
  }

  async #join(events: RouteEvents, isOver: () => boolean): Promise<WorkerEnd | null> {
    const broker = await this.#connected()
    const found = await findRun(broker, this.#place, this.#run)
    this.#run = found.run
    await this.#sendWaiting()
    const connection = randomBytes(12).toString('hex')
    const explain = (error: unknown) => this.#reasonOf(broker.denied() ?? error)
    const options = { broker, found, connection, held: this.#held, sender: this.#sender, explain }
    const end = new WorkerEnd(options, events)
    await end.open()
    if (isOver()) {
      end.close()
      return null
    }
    this.#end = end
    await this.#watchMaster(broker, found, end)
    // What opens is sent on at once, through the socket of this end.
    setImmediate(() => events.opened())
    return end
  }

  async #connected(): Promise<Broker> {
    if (this.#broker !== null && !this.#broker.nats.isClosed()) return this.#broker
    const options = { place: this.#place, timeoutMs: this.#timeoutMs, name: 'neatwork worker' }
    const broker = await openBroker({ ...options, reconnect: false, replicas: null })
    this.#broker = broker
    void broker.nats.closed().then((error) => {
      const reason = error instanceof Error ? this.#reasonOf(error) : 'the connection to the broker was lost'
      this.#end?.lose(reason)
    })
    return broker
  }

  /** As part of a longer sentence. */
  #reasonOf(error: unknown): string {
    return brokerError(error, this.#place).message.replace(/\.$/, '')
  }

  /** A master that was started again knows nothing of this connection. */
  async #watchMaster(broker: Broker, { run, master }: FoundRun, end: WorkerEnd): Promise<void> {
    const watch = await broker.presence.watch({ key: masterKey(run) })
    end.onOver(() => watch.stop())
    const look = async () => {
      for await (const { operation, value } of watch) {
        const now = operation === 'PUT' ? readMaster(value) : null
        if (now !== null && now.instance !== master.instance) end.lose('the master was started again')
      }
    }
    void look()
  }

  async #sendWaiting(): Promise<void> {
    const broker = this.#broker
    if (broker === null || broker.nats.isClosed()) return
    const waiting = this.#waiting
    this.#waiting = []
    const run = this.#run ?? ''
    for (const frame of waiting) {
      const results = { frame, run, connection: 'kept', place: null, held: this.#held, sender: this.#sender }
      await publishResults(broker, results).catch(() => this.#waiting.push(frame))
    }
  }
}
