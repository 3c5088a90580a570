// Islands that reach each other by TLS: each dials those whose links it was given, and lets in whoever shows its token. One
// connection serves both directions, so that of two sites only one has to be reachable.
import type { WebSocket } from 'ws'
import { backOffMs } from '../../wire/back-off.ts'
import type { Frame } from '../../wire/frame.ts'
import { formatAddress, type JoinLink } from '../../wire/join-link.ts'
import type { Visit } from '../cluster/front-door.ts'
import type { Log } from '../cluster/log.ts'
import { reasonSentence } from '../cluster/master-route.ts'
import { connectPinned } from '../cluster/pinned-socket.ts'
import { webSocket } from '../cluster/socket.ts'
import type { Crossing, CrossingEvents, IslandIdentity } from './crossing.ts'
import { type ConnectionEvents, IslandConnection } from './island-connection.ts'

/** Where a master's port speaks with islands. */
export const ISLANDS_PATH = '/islands'

export interface DirectOptions {
  readonly own: IslandIdentity
  /** Masters of other islands to dial. */
  readonly links: readonly JoinLink[]
  readonly isToken: (candidate: string) => boolean
  readonly timeoutMs: number
  readonly log: Log
  readonly events: CrossingEvents
}

export class DirectCrossing implements Crossing {
  readonly #options: DirectOptions
  /** The youngest last. */
  #open: readonly IslandConnection[] = []
  readonly #all = new Set<IslandConnection>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #isClosed = false

  constructor(options: DirectOptions) {
    this.#options = options
    for (const link of options.links) this.#dial(link, 0, null)
  }

  /** Somebody has asked for {@link ISLANDS_PATH} at this master's port. */
  visited(socket: WebSocket, visit: Visit): void {
    if (this.#isClosed) return socket.terminate()
    const { own, isToken } = this.#options
    const connection = new IslandConnection({
      ...{ own, isToken, token: null },
      events: {
        ...this.#events(),
        met: (met, island, generation) => {
          visit.admitted()
          this.#met(met, island, generation)
        },
        closed: (gone, reason) => this.#gone(gone, `a master at ${visit.address}`, reason),
      },
    })
    this.#all.add(connection)
    connection.attach(webSocket(socket, connection.socketEvents, () => visit.stream))
  }

  send(frame: Frame, to: readonly string[] | null): void {
    const latest = new Map(this.#open.map((connection) => [connection.island, connection]))
    for (const [island, connection] of latest) {
      if (to === null || (island !== null && to.includes(island))) connection.send(frame)
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const timer of this.#timers) clearTimeout(timer)
    for (const connection of this.#all) connection.close()
  }

  #events(): ConnectionEvents {
    return {
      met: (connection, island, generation) => this.#met(connection, island, generation),
      received: (island, bytes) => this.#options.events.received(island, bytes),
      closed: () => {},
    }
  }

  #dial(link: JoinLink, attempt: number, told: string | null): void {
    const { own, timeoutMs, isToken } = this.#options
    let again = attempt
    const connection: IslandConnection = new IslandConnection({
      ...{ own, isToken, token: link.token },
      events: {
        ...this.#events(),
        met: (met, island, generation) => {
          again = 0
          this.#met(met, island, generation)
        },
        closed: (gone, reason) => {
          this.#gone(gone, null, reason)
          this.#dialLater(link, again + 1, gone.island === null ? this.#tell(link, reason, told) : null)
        },
      },
    })
    this.#all.add(connection)
    connection.attach(
      connectPinned(
        link,
        timeoutMs,
        {
          ...connection.socketEvents,
          opened: () => connection.opened(),
          foreign: (shown) =>
            connection.socketEvents.closed(
              `it shows the certificate ${shown.slice(0, 12)}…, which is not the one of the link: it is another master, or somebody in between`,
            ),
        },
        ISLANDS_PATH,
      ),
    )
  }

  /** The same reason is told once. */
  #tell(link: JoinLink, reason: string, told: string | null): string {
    if (reason !== told && !this.#isClosed) {
      this.#options.log(
        'warn',
        `No way to the island at ${formatAddress(link)}: ${ended(reasonSentence(reason, link))} Trying on.`,
      )
    }
    return reason
  }

  #dialLater(link: JoinLink, attempt: number, told: string | null): void {
    if (this.#isClosed) return
    // Jitter only: no result depends on it.
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer)
        this.#dial(link, attempt, told)
      },
      backOffMs(attempt, Math.random()),
    )
    this.#timers.add(timer.unref())
  }

  #met(connection: IslandConnection, island: string, generation: number): void {
    this.#open = [...this.#open, connection]
    this.#options.log('info', `The island ${island} is there, at generation ${Math.max(0, generation)}.`)
    this.#options.events.met(island, generation)
  }

  #gone(connection: IslandConnection, stranger: string | null, reason: string): void {
    const { log, events } = this.#options
    this.#all.delete(connection)
    this.#open = this.#open.filter((one) => one !== connection)
    const { island } = connection
    if (this.#isClosed) return
    if (island === null) {
      if (stranger !== null) log('warn', `${stranger} wanted to be an island and is none: ${ended(reason)}`)
      return
    }
    if (this.#open.some((one) => one.island === island)) return
    log('warn', `The island ${island} is away: ${ended(reason)}`)
    events.lost(island)
  }
}

const ended = (reason: string) => (reason.endsWith('.') ? reason : `${reason}.`)
