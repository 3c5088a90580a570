// The same screens in a browser: serves the renderer's page and carries NeatworkApi over a WebSocket. On loopback only,
// for whoever has the token in the page's address; Host and Origin are checked, so that no other site can reach in.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { NeatworkApi } from '../../api/neatwork-api.ts'
import { listen } from '../cluster/listen.ts'
import { newToken, tokenMatcher } from '../cluster/token.ts'
import { serveClient } from './api-socket.ts'
import { answerPage, type PageAnswer, refusePage } from './page-files.ts'
import { addressOf, answerWatcher, type Watching } from './watcher-pages.ts'

export interface WebHostOptions {
  readonly api: NeatworkApi
  /** 0 picks a free port. */
  readonly port: number
  /** Folder of the built renderer. */
  readonly pageFolder: string
  /** Lets one in; another one for every start by default. */
  readonly token?: string
  /** Metrics and health; without it there are none. */
  readonly watching?: Watching
}

const HOST = '127.0.0.1'
const API_PATH = '/api'
/** A command may bring a table to learn from, sixteen megabytes as a file and some more as JSON. */
const MAX_COMMAND_BYTES = 40 * 1024 * 1024

export class WebHost {
  /** Address of the page, with the token that lets one in. */
  readonly url: string
  readonly port: number
  readonly #server: Server
  readonly #sockets: WebSocketServer
  readonly #isToken: (candidate: string) => boolean
  readonly #options: WebHostOptions

  private constructor(server: Server, options: WebHostOptions) {
    const token = options.token ?? newToken()
    this.#server = server
    this.#options = options
    this.#isToken = tokenMatcher(token)
    this.port = (server.address() as AddressInfo).port
    this.url = `http://${HOST}:${this.port}/?token=${token}`
    this.#sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: MAX_COMMAND_BYTES,
    })
    server.on('request', (request, response) => {
      void this.#answer(request).then(({ status, headers, body }) =>
        response.writeHead(status, headers).end(body),
      )
    })
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  /** Rejects with ListenError where nobody can listen. */
  static async listen(options: WebHostOptions): Promise<WebHost> {
    const server = createServer()
    await listen(server, HOST, options.port)
    return new WebHost(server, options)
  }

  async close(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate()
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  /** The page itself is public and says nothing; the api and the metrics need the token. */
  async #answer(request: IncomingMessage): Promise<PageAnswer> {
    if (!this.#isOwnHost(request)) return refusePage(403, 'This page is served under its own address only.')
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refusePage(405, 'Files are only read here.')
    const { pageFolder, watching } = this.#options
    const asked = watching === undefined ? null : await answerWatcher(request, this.#isToken, watching)
    return asked ?? (await answerPage(pageFolder, addressOf(request).pathname))
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const address = addressOf(request)
    const isOwnPage = this.#isOwnHost(request) && this.#isOwnOrigin(request)
    const isAllowed =
      isOwnPage && address.pathname === API_PATH && this.#isToken(address.searchParams.get('token') ?? '')
    if (!isAllowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => serveClient(client, this.#options.api))
  }

  /** Names other than loopback's would let a rebound DNS name in. */
  #isOwnHost(request: IncomingMessage): boolean {
    return (
      request.headers.host === `${HOST}:${this.port}` || request.headers.host === `localhost:${this.port}`
    )
  }

  #isOwnOrigin(request: IncomingMessage): boolean {
    const { origin } = request.headers
    return origin === `http://${HOST}:${this.port}` || origin === `http://localhost:${this.port}`
  }
}
