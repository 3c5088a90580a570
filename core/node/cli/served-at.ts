// Where a page or metrics are served: a port of this machine, or ADDRESS:PORT for others.
import { InvalidArgumentError } from 'commander'
import { isLoopback } from '../../wire/join-link.ts'

/** Any free port of this machine. */
export const HERE: ServedAt = { host: '127.0.0.1', port: 0 }

export interface ServedAt {
  readonly host: string
  readonly port: number
}

const EXPECTED = 'Expected a port from 0 to 65535, or ADDRESS:PORT.'

export function servedAt(text: string): ServedAt {
  const [, host = '127.0.0.1', digits = ''] = /^(?:\[?(.+?)\]?:)?(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (digits === '' || port > 65_535) throw new InvalidArgumentError(EXPECTED)
  return { host: isLoopback(host) ? '127.0.0.1' : host, port }
}
