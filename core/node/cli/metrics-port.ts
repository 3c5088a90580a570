// Where a worker serves its metrics: a port of this machine, or ADDRESS:PORT for others to read.
import { InvalidArgumentError } from 'commander'
import { isLoopback } from '../../wire/join-link.ts'

export interface MetricsPort {
  readonly host: string
  readonly port: number
}

const EXPECTED = 'Expected a port from 0 to 65535, or ADDRESS:PORT.'

export function metricsPort(text: string): MetricsPort {
  const [, host = '127.0.0.1', digits = ''] = /^(?:\[?(.+?)\]?:)?(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (digits === '' || port > 65_535) throw new InvalidArgumentError(EXPECTED)
  return { host: isLoopback(host) ? '127.0.0.1' : host, port }
}
