// The same screens in a browser: serves the renderer's page and carries NeatworkApi over a WebSocket, for whoever opened the
// page by a link with a token. On loopback in the clear, beyond it by TLS only; Host and Origin are checked, so that no other
// site can reach in.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { withAccess } from '../../api/access.ts'
import type { NeatworkApi } from '../../api/neatwork-api.ts'
import { isLoopback } from '../../wire/join-link.ts'
import { reachableAddresses } from '../cluster/addresses.ts'
import { listen } from '../cluster/listen.ts'
import type { MasterIdentity } from '../cluster/master-identity.ts'
import { newToken } from '../cluster/token.ts'
import { serveClient } from './api-socket.ts'
import { answerPage, LOCKED_IN, type PageAnswer, refusePage } from './page-files.ts'
import { addressOf, answerWatcher, namesOn, type Watching } from './watcher-pages.ts'
import { WebAccess } from './web-access.ts'

export interface WebHostOptions {
  readonly api: NeatworkApi
  /** Loopback by default. */
  readonly host?: string
  /** 0 picks a free port. */
  readonly port: number
  /** Needed beyond loopback. */
  readonly identity?: Pick<MasterIdentity, 'key' | 'certificate'> | null
  /** Folder of the built renderer. */
  readonly pageFolder: string
  /** Lets the owner in; another one for every start by default. */
  readonly token?: string
  /** Whether the owner may name files of this machine from the page; on loopback only. */
  readonly allowFiles?: boolean
  /** Metrics and health; without it there are none. */
  readonly watching?: Watching
}

const API_PATH = '/api'
/** A command may bring a table to learn from, sixteen megabytes as a file and some more as JSON. */
const MAX_COMMAND_BYTES = 40 * 1024 * 1024
/** What an audience asks: names of runs, at most. */
const MAX_QUESTION_BYTES = 256 * 1024
/** What strangers may take beyond loopback. */
const TIMES = { headersTimeout: 10_000, requestTimeout: 20_000, maxHeaderSize: 16 * 1024 }

/** A wish that would make the page unsafe. */
export class WebHostError extends Error {
  override readonly name = 'WebHostError'
}

export class WebHost {
  /** Address of the page, with the token that lets its owner in. */
  readonly url: string
  /** The same for people who only look on. */
  readonly audienceUrl: string
  readonly port: number
  /** Whether other machines reach it; by TLS only. */
  readonly isPublic: boolean
  readonly #server: Server
  readonly #owners: WebSocketServer
  /** An audience brings nothing: its commands are short. */
  readonly #audience: WebSocketServer
  readonly #access: WebAccess
  readonly #options: WebHostOptions

  private constructor(server: Server, options: WebHostOptions) {
    const { host = LOOPBACK, allowFiles = false, token = newToken() } = options
    this.#server = server
    this.#options = options
    this.isPublic = !isLoopback(host)
    this.port = (server.address() as AddressInfo).port
    this.#access = new WebAccess({ token, port: this.port, isSecure: this.isPublic, allowFiles })
    const shown = reachableAddresses(host)[0] ?? host
    const origin = `${this.isPublic ? 'https' : 'http'}://${shown.includes(':') ? `[${shown}]` : shown}:${this.port}`
    this.url = `${origin}/?token=${token}`
    this.audienceUrl = `${origin}/?token=${this.#access.audienceToken}`
    this.#owners = socketServer(MAX_COMMAND_BYTES)
    this.#audience = socketServer(MAX_QUESTION_BYTES)
    server.on('request', (request, response) => void this.#respond(request, response))
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  /** Rejects with ListenError where nobody can listen, and with {@link WebHostError}. */
  static async listen(options: WebHostOptions): Promise<WebHost> {
    const { host = LOOPBACK, identity = null, allowFiles = false } = options
    if (isLoopback(host)) {
      const server = createServer(TIMES)
      await listen(server, host, options.port)
      return new WebHost(server, options)
    }
    if (allowFiles) throw new WebHostError(FILES_ELSEWHERE)
    if (identity === null) throw new WebHostError('Beyond this machine the page needs a certificate.')
    const { key, certificate } = identity
    const server = createTlsServer({ ...TIMES, key, cert: certificate, minVersion: 'TLSv1.2' })
    await listen(server, host, options.port)
    return new WebHost(server, options)
  }

  async close(): Promise<void> {
    for (const client of [...this.#owners.clients, ...this.#audience.clients]) client.terminate()
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, headers, body } = await this.#answer(request).catch(() =>
      refusePage(500, 'This could not be answered; what Neatwork is doing goes on.'),
    )
    response.writeHead(status, headers).end(body)
  }

  /** The page itself is public and says nothing; the api and the metrics need a token. */
  async #answer(request: IncomingMessage): Promise<PageAnswer> {
    if (!this.#isOwnHost(request)) return refusePage(403, 'This page is served under its own address only.')
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refusePage(405, 'Files are only read here.')
    const { pageFolder, watching } = this.#options
    const mayWatch = () => this.#access.mayWatch(request)
    const asked = watching === undefined ? null : await answerWatcher(request, mayWatch, watching)
    if (asked !== null) return asked
    const address = addressOf(request)
    const token = address.searchParams.get('token')
    if (address.pathname === '/' && token !== null) return this.#exchange(token)
    return await answerPage(pageFolder, address.pathname)
  }

  /** The token leaves the address, and with it histories and looks over shoulders. */
  #exchange(token: string): PageAnswer {
    const cookie = this.#access.cookieFor(token)
    const headers = { location: '/', ...LOCKED_IN, 'cache-control': 'no-store' }
    const withCookie = cookie === null ? headers : { ...headers, 'set-cookie': cookie }
    return { status: 303, headers: withCookie, body: new Uint8Array() }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const isOwnPage = this.#isOwnHost(request) && this.#isOwnOrigin(request)
    const access = isOwnPage && addressOf(request).pathname === API_PATH ? this.#access.of(request) : null
    if (access === null) return refuseUpgrade(socket)
    const api = withAccess(this.#options.api, access)
    const sockets = access.acts ? this.#owners : this.#audience
    sockets.handleUpgrade(request, socket, head, (client) => serveClient(client, api))
  }

  /** On loopback names other than its own would let a rebound DNS name in; elsewhere names are anybody's choice. */
  #isOwnHost({ headers }: IncomingMessage): boolean {
    if (this.isPublic) return headers.host !== undefined
    return this.#ownNames().includes(headers.host ?? '')
  }

  /** A page of another site has another origin; the browser says so. */
  #isOwnOrigin({ headers }: IncomingMessage): boolean {
    if (this.isPublic) return headers.origin === `https://${headers.host}`
    return this.#ownNames().some((name) => headers.origin === `http://${name}`)
  }

  #ownNames(): readonly string[] {
    return namesOn(this.port, [LOOPBACK, '[::1]', 'localhost', this.#options.host ?? LOOPBACK])
  }
}

function socketServer(maxPayload: number): WebSocketServer {
  return new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload })
}

/** The server has let go of the socket: a stranger who breaks it off, or never closes it, is nobody else's business. */
function refuseUpgrade(socket: Duplex): void {
  socket.on('error', () => socket.destroy())
  socket.once('finish', () => socket.destroy())
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
}

const LOOPBACK = '127.0.0.1'
const FILES_ELSEWHERE =
  'From other machines nobody may name files of this one: leave --web-allow-files out, or give --web a port of this machine only.'
