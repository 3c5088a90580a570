// Metrics and health of a process without screens: a worker's. Nothing else is served.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isLoopback } from '../../wire/join-link.ts'
import { listen } from '../cluster/listen.ts'
import { newToken, tokenMatcher } from '../cluster/token.ts'
import { plainAnswer } from './page-files.ts'
import { answerWatcher, namesOn, tokenOf, type Watching } from './watcher-pages.ts'

export interface WatcherHostOptions {
  readonly host: string
  /** 0 picks a free port. */
  readonly port: number
  readonly watching: Watching
  /** Lets one read the metrics; another one for every start by default. */
  readonly token?: string
}

export interface WatcherHost {
  /** Address of the metrics, with the token. */
  readonly url: string
  close(): Promise<void>
}

/** Rejects with ListenError where nobody can listen. */
export async function openWatcherHost({
  host,
  port,
  watching,
  ...given
}: WatcherHostOptions): Promise<WatcherHost> {
  const token = given.token ?? newToken()
  const isToken = tokenMatcher(token)
  const server = createServer()
  await listen(server, host, port)
  const { port: open } = server.address() as AddressInfo
  const names = namesOn(open, [host, 'localhost'])
  server.on('request', (request, response) => {
    // On loopback a rebound DNS name would let a page of the web in; elsewhere names are anybody's choice.
    const isOurs = !isLoopback(host) || names.includes(request.headers.host ?? '')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const answer =
      isOurs && isRead
        ? answerWatcher(request, () => isToken(tokenOf(request)), watching)
        : Promise.resolve(null)
    void answer
      .catch(() => plainAnswer(500, 'The metrics can not be told.\n'))
      .then((page) => {
        const { status, headers, body } =
          page ?? plainAnswer(404, 'There are /metrics, /healthz and /readyz here.\n')
        response.writeHead(status, headers).end(body)
      })
  })
  return { url: `http://${host}:${open}/metrics?token=${token}`, close: () => closed(server) }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
