// The address of a NATS broker as people type it: nats://[USER[:PASSWORD]@]HOST[:PORT][,HOST…][?run=NAME]. What is shown of
// it never holds a password.

export interface BrokerAddress {
  /** HOST:PORT of every server that may be tried. */
  readonly servers: readonly string[]
  /** Speak TLS or not at all. */
  readonly tls: boolean
  /** Without a password it is a token. */
  readonly user: string | null
  readonly password: string | null
  /** Name of the run at the broker; null for the only one, or for whichever a master makes. */
  readonly run: string | null
}

export type ParsedBrokerAddress =
  | { readonly ok: true; readonly address: BrokerAddress }
  | { readonly ok: false; readonly message: string }

const DEFAULT_PORT = 4222
const SHAPE = /^(nats|tls):\/\/(?:([^\s/@]*)@)?([^\s/?#@]+)\/?(?:\?([^#\s]*))?$/i
const SERVER = /^(\[[0-9a-fA-F:.%a-z]+\]|[^\s:/?#@[\],]+)(?::(\d{1,5}))?$/
/** One token of a NATS subject, and of a key in a bucket. */
const RUN = /^[A-Za-z0-9_-]{1,60}$/
const EXPECTED = 'It looks like nats://broker.example:4222 or nats://USER:PASSWORD@HOST:4222?run=NAME.'

/** Whether `text` is meant as the address of a broker. */
export function isBrokerAddress(text: string): boolean {
  return /^(nats|tls):\/\//i.test(text.trim())
}

export function parseBrokerAddress(text: string): ParsedBrokerAddress {
  const wrong = (what: string) => ({ ok: false, message: `${what} ${EXPECTED}` }) as const
  const match = SHAPE.exec(text.trim())
  if (match === null) return wrong(`"${withoutSecrets(text.trim())}" is not the address of a NATS broker.`)
  const [, scheme = '', secrets, hosts = '', query = ''] = match
  const servers: string[] = []
  for (const host of hosts.split(',')) {
    const server = SERVER.exec(host.replace(/^(nats|tls):\/\//i, ''))
    const port = Number(server?.[2] ?? DEFAULT_PORT)
    if (server === null || port < 1 || port > 65_535) return wrong(`"${host}" is no server of a NATS broker.`)
    servers.push(`${server[1]}:${port}`)
  }
  const [user = null, password = null] = secrets?.split(/:(.*)/s).slice(0, 2).map(decoded) ?? []
  const run = runIn(query)
  if (run === undefined) return wrong('The name of a run is letters, digits, "-" and "_", at most 60.')
  return { ok: true, address: { servers, tls: scheme.toLowerCase() === 'tls', user, password, run } }
}

/** For people: without user and password. */
export function formatBroker({ servers, tls, run }: Pick<BrokerAddress, 'servers' | 'tls' | 'run'>): string {
  return `${tls ? 'tls' : 'nats'}://${servers.join(',')}${run === null ? '' : `?run=${run}`}`
}

/** What a person typed, without what lets one in. */
export function withoutSecrets(text: string): string {
  const shown = text.replace(/\/\/[^/]*@/, '//…@')
  return shown.length > 80 ? `${shown.slice(0, 80)}…` : shown
}

/** undefined where it can't be one. */
function runIn(query: string): string | null | undefined {
  if (query === '') return null
  const name = query.startsWith('run=') ? query.slice('run='.length) : ''
  return RUN.test(name) ? name : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a lone % is part of the password
  }
}
