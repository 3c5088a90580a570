// Where workers knock: a TLS port that speaks WebSocket. Whoever hasn't shown a token gets little time, few bytes and few
// connections; what is said over a connection is somebody else's business.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket as NetSocket } from 'node:net'
import type { Writable } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { MAX_FRAME_BYTES, MAX_HANDSHAKE_BYTES } from '../../wire/frame.ts'
import { Strangers } from '../../wire/strangers.ts'
import { listen } from './listen.ts'
import type { MasterIdentity } from './master-identity.ts'

/** A connection that asked for a WebSocket. */
export interface Visit {
  readonly address: string
  readonly stream: Writable
  readonly path: string
  /** It has shown its token: the limits for strangers end. */
  admitted(): void
}

export interface DoorOptions {
  readonly host: string
  readonly port: number
  /** null: no TLS. */
  readonly identity: Pick<MasterIdentity, 'key' | 'certificate'> | null
  /** Time until a token has to be shown, from the first packet on. */
  readonly strangerMs: number
  /** Asked of whatever is no WebSocket; false where it answers nothing. */
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => boolean
  readonly onVisit: (socket: WebSocket, visit: Visit) => void
}

/** Many workers may come at once when a master is started again; the rest come back a moment later. */
const LIMITS = { perAddress: 32, inAll: 1024 }
/** HTTP headers and WebSocket framing around the one message that a stranger may send. */
const OVERHEAD_BYTES = 16 * 1024

interface Stranger {
  readonly address: string
  readonly socket: NetSocket
  readonly deadline: NodeJS.Timeout
}

export class FrontDoor {
  readonly #options: DoorOptions
  readonly #server: Server
  readonly #counts = new Strangers(LIMITS)
  /** By address and port of the other side. */
  readonly #strangers = new Map<string, Stranger>()

  private constructor(options: DoorOptions) {
    const { identity, strangerMs } = options
    this.#options = options
    const times = { headersTimeout: strangerMs, requestTimeout: strangerMs, keepAliveTimeout: 1 }
    this.#server =
      identity === null
        ? createServer(times)
        : createTlsServer({
            ...times,
            key: identity.key,
            cert: identity.certificate,
            minVersion: 'TLSv1.3',
            handshakeTimeout: strangerMs,
          })
    this.#server.on('request', (request, response) => {
      if (options.onRequest(request, response)) return
      response.writeHead(426, { 'content-type': 'text/plain', connection: 'close' }).end('Workers only.\n')
    })
    this.#server.on('connection', (socket) => this.#knock(socket))
    this.#server.on('secureConnection', (socket: NetSocket) => this.#forgetWhenClosed(socket))
    this.#answerUpgrades()
  }

  /** Rejects with `ListenError` where nobody can listen. */
  static async listen(options: DoorOptions): Promise<FrontDoor> {
    const door = new FrontDoor(options)
    await listen(door.#server, options.host, options.port)
    return door
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Ends every connection; give them time to say what they have to say before. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      for (const { socket } of this.#strangers.values()) socket.destroy()
      this.#server.closeIdleConnections()
    })
  }

  #knock(socket: NetSocket): void {
    const address = readableAddress(socket.remoteAddress)
    if (!this.#counts.enter(address)) return void socket.destroy()
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy()) // whoever breaks off a handshake is gone, and no news
    const deadline = setTimeout(() => socket.destroy(), this.#options.strangerMs)
    this.#strangers.set(endOf(socket), { address, socket, deadline })
    this.#forgetWhenClosed(socket)
  }

  #forgetWhenClosed(socket: NetSocket): void {
    const end = endOf(socket)
    socket.once('close', () => this.#forget(end))
  }

  #forget(end: string): void {
    const stranger = this.#strangers.get(end)
    if (stranger === undefined) return
    clearTimeout(stranger.deadline)
    this.#strangers.delete(end)
    this.#counts.leave(stranger.address)
  }

  #answerUpgrades(): void {
    const sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: MAX_FRAME_BYTES,
      clientTracking: false,
    })
    this.#server.on('upgrade', (request, socket: NetSocket, head) => {
      // Browsers always name the page that asks, workers never do: no page may talk to a master.
      if (request.headers.origin !== undefined) return void socket.destroy()
      this.#limitBytes(socket)
      sockets.handleUpgrade(request, socket, head, (open) => this.#visit(open, request))
    })
  }

  #visit(open: WebSocket, { socket, url }: IncomingMessage): void {
    const end = endOf(socket)
    this.#options.onVisit(open, {
      address: readableAddress(socket.remoteAddress),
      stream: socket,
      path: url ?? '/',
      admitted: () => this.#forget(end),
    })
  }

  /** A stranger's message is never even gathered when it is larger than an introduction can be. */
  #limitBytes(socket: NetSocket): void {
    const end = endOf(socket)
    let bytes = 0
    const count = (chunk: Uint8Array) => {
      bytes += chunk.length
      if (!this.#strangers.has(end)) socket.off('data', count)
      else if (bytes > MAX_HANDSHAKE_BYTES + OVERHEAD_BYTES) socket.destroy()
    }
    socket.on('data', count)
  }
}

function endOf({ remoteAddress, remotePort }: NetSocket): string {
  return `${remoteAddress} ${remotePort}`
}

/** IPv4 addresses arrive dressed as IPv6 where both are listened on. */
function readableAddress(address: string | undefined): string {
  return (address ?? 'unknown').replace(/^::ffff:/, '')
}
