// Islands that meet at a NATS broker. Nothing is stored there: whoever comes, or comes back, says hello, and the others send
// it again what it may have missed.
import { connect, type Msg, type NatsConnection } from '@nats-io/transport-node'
import { backOffMs } from '../../wire/back-off.ts'
import { formatBroker } from '../../wire/broker/broker-address.ts'
import { type Frame, MAX_FRAME_BYTES, PROTOCOL_VERSION, readHeader } from '../../wire/frame.ts'
import { decodeControl, encodeControl } from '../../wire/messages.ts'
import { connectionOptions } from '../broker/broker-connection.ts'
import { brokerError } from '../broker/broker-error.ts'
import type { BrokerPlace } from '../broker/broker-place.ts'
import type { Log } from '../cluster/log.ts'
import { type Crossing, type CrossingEvents, type IslandIdentity, introductionIssue } from './crossing.ts'

const ALL = 'all'
/** `neatwork.islands.ARCHIPELAGO.FROM.TO`: a broker can be told who may speak as whom. */
const subjectOf = (archipelago: string, from: string, to: string) =>
  `neatwork.islands.${archipelago}.${from}.${to}`

export interface BrokerCrossingOptions {
  readonly own: IslandIdentity
  readonly place: BrokerPlace
  readonly timeoutMs: number
  readonly log: Log
  readonly events: CrossingEvents
}

export class BrokerCrossing implements Crossing {
  readonly #options: BrokerCrossingOptions
  #nats: NatsConnection | null = null
  #isClosed = false
  #connecting: Promise<void>
  #timer: NodeJS.Timeout | null = null
  readonly #present = new Set<string>()
  readonly #complained = new Set<string>()

  constructor(options: BrokerCrossingOptions) {
    this.#options = options
    this.#connecting = this.#connect(1, null)
  }

  send(frame: Frame, to: readonly string[] | null): void {
    const nats = this.#nats
    if (nats === null || nats.isClosed()) return
    const most = nats.info?.max_payload ?? 0
    if (frame.length > most) {
      return this.#options.log(
        'warn',
        `Champions of ${frame.length} bytes are more than the broker takes in a message (${most}), and were not sent; raise max_payload there.`,
      )
    }
    const { archipelago, island } = this.#options.own
    for (const name of to ?? [ALL]) nats.publish(subjectOf(archipelago, island, name), frame)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    await this.#connecting
    if (this.#nats?.isClosed() === false) await this.#nats.drain().catch(() => {}) // it is gone, which was wanted
  }

  /** The client comes back by itself once it was in; until then it is tried from here. The same reason is told once. */
  async #connect(attempt: number, told: string | null): Promise<void> {
    const { place, timeoutMs, own, log } = this.#options
    const options = { place, timeoutMs, name: `neatwork island ${own.island}`, reconnect: true }
    try {
      // Without an echo whoever speaks under this name is somebody else.
      this.#nats = await connect({ ...connectionOptions(options), noEcho: true })
    } catch (error) {
      const { message } = brokerError(error, place)
      if (message !== told)
        log('warn', `The other islands can't be met at the broker: ${message}. Trying on.`)
      if (this.#isClosed) return
      // Jitter only: no result depends on it.
      const delayMs = backOffMs(attempt, Math.random())
      const again = () => {
        this.#connecting = this.#connect(attempt + 1, message)
      }
      this.#timer = setTimeout(again, delayMs).unref()
      return
    }
    if (!this.#isClosed) this.#meet(this.#nats)
  }

  #meet(nats: NatsConnection): void {
    const { place, own, log } = this.#options
    for (const to of [own.island, ALL]) {
      nats.subscribe(subjectOf(own.archipelago, '*', to), {
        callback: (error, message) => {
          if (error === null) this.#take(message)
          else
            log('error', `The broker ${formatBroker(place.address)} lets no islands meet: ${error.message}.`)
        },
      })
    }
    this.#lookOut(nats)
    this.#sayHello()
    void this.#watch(nats)
  }

  /** For islands that are meant to be of this experiment, and aren't; where the broker forbids to look, nobody is told. */
  #lookOut(nats: NatsConnection): void {
    const { own } = this.#options
    nats.subscribe(subjectOf('*', '*', ALL), {
      callback: (error, message) => {
        if (error !== null) return
        const [, , archipelago = '', from = ''] = message.subject.split('.')
        const isMeant = own.names.includes(from) && !this.#present.has(from)
        const isStranger = archipelago !== own.archipelago && from !== own.island
        if (isMeant && isStranger) this.#complain(introductionIssue({ island: from, archipelago }, own))
      },
    })
  }

  /** The same is told once. */
  #complain(issue: string | null): void {
    if (issue === null || this.#complained.has(issue)) return
    this.#complained.add(issue)
    this.#options.log('warn', issue)
  }

  async #watch(nats: NatsConnection): Promise<void> {
    for await (const { type } of nats.status()) {
      if (type === 'reconnect') this.#sayHello()
      if (type !== 'disconnect' || this.#isClosed) continue
      const { place, log, events } = this.#options
      log('warn', `The connection to the broker ${formatBroker(place.address)}, where islands meet, is lost.`)
      for (const island of this.#present) events.lost(island)
      this.#present.clear()
    }
  }

  #sayHello(): void {
    const { archipelago, island, appVersion, generation } = this.#options.own
    const hello = { token: '', archipelago, island, appVersion, generation: generation() }
    this.send(encodeControl('islandHello', hello), null)
  }

  /** The subject says who speaks: what stands in the message decides nothing. */
  #take({ subject, data }: Msg): void {
    const { own, events } = this.#options
    const from = subject.split('.')[3] ?? ''
    const issue = introductionIssue({ island: from, archipelago: own.archipelago }, own)
    if (issue !== null) return this.#complain(issue)
    const header = readHeader(data, MAX_FRAME_BYTES)
    if (!header.ok || header.value.protocolVersion !== PROTOCOL_VERSION) return
    const { type, body } = header.value
    if (type === 'islandHello' || type === 'islandWelcome') {
      const said = decodeControl(type, body)
      if (!said.ok) return
      if (type === 'islandHello') {
        this.send(encodeControl('islandWelcome', { island: own.island, generation: own.generation() }), [
          from,
        ])
      }
      return this.#met(from, said.value.generation)
    }
    if (type === 'islandNews' || type === 'migrants') events.received(from, data)
  }

  #met(island: string, generation: number): void {
    const { log, events } = this.#options
    if (!this.#present.has(island))
      log('info', `The island ${island} is there, at generation ${Math.max(0, generation)}.`)
    this.#present.add(island)
    events.met(island, generation)
  }
}
