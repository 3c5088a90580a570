// A small client of Chromium's DevTools protocol: one socket to the browser, flat sessions, events in order.
import { EventEmitter } from 'node:events'
import { WebSocket } from 'ws'

// biome-ignore lint/suspicious/noExplicitAny: the protocol's messages have hundreds of shapes; only their users know them.
type Params = Record<string, any>

interface Incoming {
  readonly id?: number
  readonly method?: string
  readonly params?: Params
  readonly result?: Params
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

interface Pending {
  readonly method: string
  resolve(result: Params): void
  reject(error: Error): void
}

/** Events of one session, by method name; the browser's own under the session id ''. */
export class CdpSession extends EventEmitter {
  readonly #connection: CdpConnection
  readonly #id: string

  constructor(connection: CdpConnection, id: string) {
    super()
    this.#connection = connection
    this.#id = id
  }

  send(method: string, params: Params = {}): Promise<Params> {
    return this.#connection.send(method, params, this.#id)
  }
}

export class CdpConnection {
  readonly browser: CdpSession
  readonly #socket: WebSocket
  readonly #sessions = new Map<string, CdpSession>()
  readonly #pending = new Map<number, Pending>()
  #lastId = 0

  static async open(endpoint: string): Promise<CdpConnection> {
    const socket = new WebSocket(endpoint, { perMessageDeflate: false })
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return new CdpConnection(socket)
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.browser = this.session('')
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))))
    socket.on('close', () => this.#failAll())
  }

  /** The session with this id; made on first use. */
  session(id: string): CdpSession {
    const known = this.#sessions.get(id)
    if (known !== undefined) return known
    const made = new CdpSession(this, id)
    this.#sessions.set(id, made)
    return made
  }

  send(method: string, params: Params, sessionId: string): Promise<Params> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, resolve, reject })
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === '' ? {} : { sessionId }) }))
    })
  }

  close(): void {
    this.#socket.close()
  }

  #receive(message: Incoming): void {
    if (message.id !== undefined) this.#settle(message.id, message)
    else if (message.method !== undefined)
      this.session(message.sessionId ?? '').emit(message.method, message.params)
  }

  #settle(id: number, message: Incoming): void {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    if (message.error !== undefined) pending?.reject(new Error(`${pending.method}: ${message.error.message}`))
    else pending?.resolve(message.result ?? {})
  }

  #failAll(): void {
    for (const { method, reject } of this.#pending.values())
      reject(new Error(`${method}: the browser is gone.`))
    this.#pending.clear()
  }
}
