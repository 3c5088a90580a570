// What machines ask a process: its metrics, whether it lives, whether it is ready. Metrics are for who has the token;
// the two others say no more than yes or a sentence why not.
import type { IncomingMessage } from 'node:http'
import type { Registry } from 'prom-client'
import { type Measured, unreadiness } from '../metrics/measured.ts'
import { type PageAnswer, plainAnswer } from './page-files.ts'

export interface Watching {
  readonly metrics: Pick<Registry, 'metrics' | 'contentType'>
  readonly measured: () => Measured
}

/** null for a page of another kind. */
export async function answerWatcher(
  request: IncomingMessage,
  mayWatch: () => boolean,
  { metrics, measured }: Watching,
): Promise<PageAnswer | null> {
  const address = addressOf(request)
  switch (address.pathname) {
    case '/healthz':
      return plainAnswer(200, 'alive\n')
    case '/readyz': {
      const reason = unreadiness(measured())
      return reason === null ? plainAnswer(200, 'ready\n') : plainAnswer(503, `${reason}\n`)
    }
    case '/metrics':
      if (!mayWatch()) return plainAnswer(401, NO_TOKEN)
      return plainAnswer(200, await metrics.metrics(), metrics.contentType)
    default:
      return null
  }
}

const NO_TOKEN =
  'Metrics are for who has the token of this page: as "Authorization: Bearer TOKEN" or ?token=TOKEN.\n'

/** As Prometheus sends it, or as a person types it. */
export function tokenOf(request: IncomingMessage): string {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return bearer ?? addressOf(request).searchParams.get('token') ?? ''
}

/** Addresses that can't be read lead nowhere. */
export function addressOf({ url = '/' }: IncomingMessage): URL {
  const base = 'http://127.0.0.1'
  return URL.canParse(url, base) ? new URL(url, base) : new URL('/%00', base)
}

const HTTP_PORT = 80

/** What a browser calls `hosts` in the header Host: without the port where it is that of http. */
export function namesOn(port: number, hosts: readonly string[]): readonly string[] {
  return hosts.flatMap((host) => (port === HTTP_PORT ? [host, `${host}:${port}`] : [`${host}:${port}`]))
}
