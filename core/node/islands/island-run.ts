// An island's run among the others: its exchange, carried out over the ways that its settings name, with a real clock.
import type { WebSocket } from 'ws'
import type { IslandsView } from '../../api/islands-view.ts'
import type { AbortSignalLike } from '../../base/abort.ts'
import { archipelagoHash } from '../../islands/archipelago.ts'
import {
  type IslandClock,
  type IslandEvent,
  IslandExchange,
  type IslandNews,
} from '../../islands/island-exchange.ts'
import { NEWS_INTERVAL_MS } from '../../islands/neighbours.ts'
import type { Migrant } from '../../neat/migrant.ts'
import type { EvaluatedGeneration } from '../../run/evolve.ts'
import { isBrokerAddress } from '../../wire/broker/broker-address.ts'
import { type Frame, HEADER_BYTES, MAX_FRAME_BYTES, readHeader } from '../../wire/frame.ts'
import { parseIslandLink } from '../../wire/island-link.ts'
import type { JoinLink } from '../../wire/join-link.ts'
import { decodeControl, encodeControl } from '../../wire/messages.ts'
import { type BrokerPlace, brokerPlace } from '../broker/broker-place.ts'
import type { Visit } from '../cluster/front-door.ts'
import type { Log } from '../cluster/log.ts'
import type { ClusterSettings } from '../cluster-settings.ts'
import type { RunFolder } from '../run-folder/run-folder.ts'
import type { RunSettings } from '../run-settings.ts'
import { BrokerCrossing } from './broker-crossing.ts'
import type { Crossing, CrossingEvents } from './crossing.ts'
import { DirectCrossing } from './direct-crossing.ts'

/** News of generations leave at most this often. */
const NEWS_PAUSE_MS = 200

export interface IslandRunOptions {
  readonly settings: RunSettings
  readonly folder: RunFolder | null
  readonly appVersion: string
  /** Whether somebody who dials may come in; null where nobody can dial. */
  readonly isToken: ((candidate: string) => boolean) | null
  readonly changed: () => void
  readonly happened: (event: IslandEvent) => void
  readonly log: Log
}

const clock: IslandClock = {
  now: () => performance.now(),
  after(delayMs, act) {
    const timer = setTimeout(act, Math.min(delayMs, 2 ** 31 - 1))
    return () => clearTimeout(timer)
  },
}

export class IslandRun {
  readonly #exchange: IslandExchange
  readonly #crossings: readonly Crossing[]
  readonly #direct: DirectCrossing | null
  readonly #log: Log
  readonly #heartbeat: NodeJS.Timeout
  #newsTimer: NodeJS.Timeout | null = null

  private constructor(options: IslandRunOptions, islands: NonNullable<RunSettings['config']['islands']>) {
    const { settings, folder, log, changed, happened, appVersion, isToken } = options
    const { config, problem, cluster } = settings
    // Who has no way to anybody waits for nobody.
    const isAlone = settings.role === 'local'
    this.#log = log
    this.#exchange = new IslandExchange({
      ...{ config, clock, log, changed, happened },
      islands: isAlone ? { ...islands, waitSeconds: 0 } : islands,
      shape: { inputs: problem.inputs.length, outputs: problem.outputs.length },
      recorded: folder?.exchanges ?? new Map(),
      keep: async (exchange) => await folder?.saveExchange(exchange),
      post: {
        news: (news) => this.#tell(news),
        migrants: (to, message) => this.#send(encodeControl('migrants', message), to),
      },
    })
    const own = {
      ...{ island: islands.island, names: islands.names, appVersion },
      archipelago: archipelagoHash(config, problem),
      generation: () => this.#exchange.generation,
    }
    const events: CrossingEvents = {
      met: (island, generation) => {
        this.#exchange.met(island, generation)
        this.#send(encodeControl('islandNews', this.#exchange.news), [island])
      },
      lost: (island) => this.#exchange.lost(island),
      received: (island, frame) => this.#received(island, frame),
    }
    const common = { own, events, log, timeoutMs: cluster.connectionTimeoutMs }
    this.#direct = isAlone
      ? null
      : new DirectCrossing({ ...common, links: linksOf(cluster), isToken: isToken ?? (() => false) })
    this.#crossings =
      this.#direct === null
        ? []
        : [this.#direct, ...placesOf(cluster).map((place) => new BrokerCrossing({ ...common, place }))]
    if (isAlone) {
      log('warn', `The island ${islands.island} runs without the others: only a master has a way to them.`)
    }
    this.#heartbeat = setInterval(() => this.#sendNews(), NEWS_INTERVAL_MS).unref()
  }

  /** null where the run has no islands. */
  static begin(options: IslandRunOptions): IslandRun | null {
    const { islands } = options.settings.config
    return islands === undefined ? null : new IslandRun(options, islands)
  }

  /** What the loop asks for between generations. */
  migrants(last: EvaluatedGeneration, signal: AbortSignalLike): Promise<readonly Migrant[]> {
    return this.#exchange.migrants(last, signal)
  }

  tell(news: IslandNews): void {
    this.#exchange.tell(news)
  }

  /** The run is over; a run that was stopped may go on. */
  ended(isForGood: boolean): void {
    if (isForGood) this.#exchange.tell({ ...this.#exchange.news, ended: true })
  }

  view(): IslandsView {
    return this.#exchange.view()
  }

  /** A master of another island has dialled. */
  visited(socket: WebSocket, visit: Visit): void {
    if (this.#direct === null) socket.terminate()
    else this.#direct.visited(socket, visit)
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat)
    if (this.#newsTimer !== null) clearTimeout(this.#newsTimer)
    this.#newsTimer = null
    await Promise.all(this.#crossings.map((crossing) => crossing.close()))
  }

  #tell({ ended }: IslandNews): void {
    if (ended) return this.#sendNews()
    this.#newsTimer ??= setTimeout(() => this.#sendNews(), NEWS_PAUSE_MS).unref()
  }

  #sendNews(): void {
    if (this.#newsTimer !== null) clearTimeout(this.#newsTimer)
    this.#newsTimer = null
    this.#send(encodeControl('islandNews', this.#exchange.news), null)
  }

  #send(frame: Frame, to: readonly string[] | null): void {
    for (const crossing of this.#crossings ?? []) crossing.send(frame, to)
  }

  #received(island: string, frame: Uint8Array): void {
    const header = readHeader(frame, MAX_FRAME_BYTES)
    if (!header.ok) return
    const body = frame.subarray(HEADER_BYTES)
    if (header.value.type === 'islandNews') {
      const news = decodeControl('islandNews', body)
      if (news.ok) return this.#exchange.heard(island, news.value)
      return this.#log('warn', `News of the island ${island} can't be read: ${news.error.message}.`)
    }
    const message = decodeControl('migrants', body)
    const issue = message.ok ? this.#exchange.arrived(island, message.value) : message.error.message
    if (issue !== null) this.#log('warn', `The island ${island} sent what can't be used: ${issue}.`)
  }
}

/** The masters that this one dials. */
function linksOf({ neighbours }: ClusterSettings): readonly JoinLink[] {
  return neighbours.flatMap((text) => {
    const parsed = parseIslandLink(text)
    return parsed.ok ? [parsed.link] : []
  })
}

/** The brokers at which other islands are: the run's own, and those among the neighbours. */
function placesOf(cluster: ClusterSettings): readonly BrokerPlace[] {
  const brokers = new Set([cluster.broker, ...cluster.neighbours].filter(isBrokerAddress))
  return [...brokers].flatMap((address) => {
    const parsed = brokerPlace(address, cluster)
    return parsed.ok ? [parsed.place] : []
  })
}
