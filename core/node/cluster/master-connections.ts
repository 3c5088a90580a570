// The connections of a master's workers, over whichever carrier: what comes in is told to the session, what it says is sent.
import type { WebSocket } from 'ws'
import { FRAME_TYPES, type Frame } from '../../wire/frame.ts'
import type { MasterInput } from '../../wire/master-session.ts'
import type { Visit } from './front-door.ts'
import type { Log } from './log.ts'
import { type Socket, webSocket } from './socket.ts'

/** Where a frame tells its type. */
const TYPE_AT = 2

/** Makes the socket of a new connection. */
export type OpenSocket = (events: {
  received(bytes: Uint8Array): void
  closed(reason: string): void
}) => Socket

export class MasterConnections {
  readonly #log: Log
  readonly #take: (input: MasterInput) => void
  readonly #sockets = new Map<string, Socket>()
  /** Connections that weren't welcomed yet. */
  readonly #visits = new Map<string, Visit>()
  #next = 1

  /** `take` hears what happens on them. */
  constructor(log: Log, take: (input: MasterInput) => void) {
    this.#log = log
    this.#take = take
  }

  /** A worker, here or elsewhere, has come. */
  open(address: string, local: boolean, open: OpenSocket): void {
    const connection = this.#register(address, local, open)
    this.#take({ kind: 'connected', connection, address, local })
  }

  /** Somebody has come in at the front door. */
  visited(socket: WebSocket, visit: Visit): void {
    const { address } = visit
    const connection = this.#register(address, false, (events) =>
      webSocket(socket, events, () => visit.stream),
    )
    this.#visits.set(connection, visit)
    this.#log('debug', `A connection from ${address} is open.`)
    this.#take({ kind: 'connected', connection, address, local: false })
  }

  send(connection: string, frame: Frame): void {
    const visit = this.#visits.get(connection)
    if (visit !== undefined && frame[TYPE_AT] === FRAME_TYPES.welcome) {
      this.#visits.delete(connection)
      visit.admitted()
    }
    this.#sockets.get(connection)?.send(frame)
  }

  close(connection: string): void {
    this.#sockets.get(connection)?.close()
  }

  closeAll(): void {
    for (const socket of this.#sockets.values()) socket.close()
  }

  #register(address: string, local: boolean, open: OpenSocket): string {
    const connection = `${local ? 'local' : address}#${this.#next++}`
    const socket = open({
      received: (bytes) => this.#take({ kind: 'received', connection, bytes }),
      closed: () => {
        this.#sockets.delete(connection)
        this.#visits.delete(connection)
        this.#log('debug', `The connection ${connection} is closed.`)
        this.#take({ kind: 'disconnected', connection })
      },
    })
    this.#sockets.set(connection, socket)
    return connection
  }
}
