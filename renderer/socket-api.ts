// NeatworkApi over the page's own WebSocket. Comes back by itself after a lost connection; the full state with which
// every subscription begins makes up for what was missed.
import type { ApiEvent, CommandReply } from '../core/api/neatwork-api.ts'
import { ApiError } from '../core/api/neatwork-api.ts'
import { type ApiClient, type ApiConnection, unwrapReply } from './bridge.ts'

type ServerMessage = { readonly id: number; readonly reply: CommandReply } | { readonly event: ApiEvent }

const FIRST_RETRY_MS = 300
const LONGEST_RETRY_MS = 5000

export function connectSocket(window: Window): ApiClient {
  return new SocketApi(window)
}

class SocketApi implements ApiClient {
  readonly #window: Window
  readonly #url: string
  readonly #waiting = new Map<number, (reply: CommandReply) => void>()
  readonly #listeners = new Set<(event: ApiEvent) => void>()
  readonly #connectionListeners = new Set<(connection: ApiConnection) => void>()
  #socket: WebSocket
  #connection: ApiConnection = 'connecting'
  #wasOpen = false
  #retryMs = FIRST_RETRY_MS
  #nextId = 1

  constructor(window: Window) {
    const { protocol, host } = window.location
    this.#window = window
    // The page's cookie lets it in.
    this.#url = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api`
    this.#socket = this.#open()
  }

  readonly call: ApiClient['call'] = async (name, request) => {
    if (this.#socket.readyState !== WebSocket.OPEN) throw disconnected()
    const id = this.#nextId++
    const reply = await new Promise<CommandReply>((resolve) => {
      this.#waiting.set(id, resolve)
      this.#socket.send(JSON.stringify({ id, name, request }))
    })
    return unwrapReply(reply)
  }

  subscribe(listener: (event: ApiEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  onConnection(listener: (connection: ApiConnection) => void): void {
    this.#connectionListeners.add(listener)
    listener(this.#connection)
  }

  #open(): WebSocket {
    const socket = new WebSocket(this.#url)
    socket.addEventListener('open', () => {
      this.#wasOpen = true
      this.#retryMs = FIRST_RETRY_MS
      this.#tell('open')
    })
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data))))
    socket.addEventListener('close', () => this.#closed())
    return socket
  }

  #receive(message: ServerMessage): void {
    if ('event' in message) {
      for (const listener of this.#listeners) listener(message.event)
      return
    }
    this.#waiting.get(message.id)?.(message.reply)
    this.#waiting.delete(message.id)
  }

  #closed(): void {
    const { code, message } = disconnected()
    for (const resolve of this.#waiting.values()) resolve({ ok: false, code, message })
    this.#waiting.clear()
    // A page that was never let in has no cookie, or one of an earlier start of the host.
    this.#tell(this.#wasOpen ? 'lost' : 'refused')
    this.#window.setTimeout(() => {
      this.#socket = this.#open()
    }, this.#retryMs)
    this.#retryMs = Math.min(LONGEST_RETRY_MS, 2 * this.#retryMs)
  }

  #tell(connection: ApiConnection): void {
    this.#connection = connection
    for (const listener of this.#connectionListeners) listener(connection)
  }
}

function disconnected(): ApiError {
  return new ApiError(
    'disconnected',
    'The connection to Neatwork is lost at the moment; try again when it is back.',
  )
}
