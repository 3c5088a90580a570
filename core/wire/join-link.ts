// The join link: neatwork://join/HOST:PORT?cert=FINGERPRINT&token=TOKEN. What a person pastes, and nothing else, lets a
// worker in, and tells it which master is the right one.

export interface JoinLink {
  /** Host name, IPv4 address, or IPv6 address without brackets. */
  readonly host: string
  readonly port: number
  /** SHA-256 of the master's certificate, base64url; null for a master on this machine that speaks without TLS. */
  readonly fingerprint: string | null
  /** At least 128 bits, base64url. */
  readonly token: string
}

export type ParsedJoinLink =
  | { readonly ok: true; readonly link: JoinLink }
  | { readonly ok: false; readonly message: string }

const SHAPE = /^neatwork:\/\/join\/(\[[0-9a-fA-F:.%a-z]+\]|[^\s:/?#@[\]]+):(\d{1,5})\/?\?([^#\s]*)$/
/** 22 characters of base64url carry 128 bits. */
const TOKEN = /^[A-Za-z0-9_-]{22,200}$/
/** 43 characters of base64url carry 256 bits. */
const FINGERPRINT = /^[A-Za-z0-9_-]{43}$/
/** What stands in a link instead of a fingerprint where there is no certificate. */
const PLAIN = 'none'

export function formatJoinLink({ host, port, fingerprint, token }: JoinLink): string {
  return `neatwork://join/${formatAddress({ host, port })}?cert=${fingerprint ?? PLAIN}&token=${token}`
}

/** Where a link leads, without what lets one in. */
export function formatAddress({ host, port }: Pick<JoinLink, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

const ADDRESS = /^(\[[0-9a-fA-F:.%a-z]+\]|[^\s:/?#@[\]]+):(\d{1,5})$/

/** Whether `text` is HOST:PORT. */
export function isAddress(text: string): boolean {
  const port = Number(ADDRESS.exec(text.trim())?.[2] ?? 0)
  return port >= 1 && port <= 65_535
}

/** What {@link isAddress} says yes to. */
export function parseAddress(text: string): Pick<JoinLink, 'host' | 'port'> {
  const [, bracketed = '', port = ''] = ADDRESS.exec(text.trim()) ?? []
  return { host: bracketed.replace(/^\[|\]$/g, ''), port: Number(port) }
}

/** Whether only this machine can be reached under `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

export function parseJoinLink(text: string): ParsedJoinLink {
  const trimmed = text.trim()
  const expected =
    'It looks like neatwork://join/192.168.1.10:5000?cert=…&token=…; copy it whole from the master.'
  const wrong = (what: string) => ({ ok: false, message: `${what} ${expected}` }) as const
  if (trimmed === '') return wrong('The join link is empty.')
  const match = SHAPE.exec(trimmed)
  if (match === null) return wrong(`"${shorten(trimmed)}" is not a join link.`)
  const [, bracketed = '', portText = '', query = ''] = match
  const host = bracketed.replace(/^\[|\]$/g, '')
  const port = Number(portText)
  if (port < 1 || port > 65_535) {
    return wrong(`The port ${portText} in the join link is not between 1 and 65535.`)
  }
  const token = parameter(query, 'token')
  if (/^cert=[^&]+$/.test(query)) {
    return wrong('The join link ends at its &: on a command line it needs quotation marks.')
  }
  if (!TOKEN.test(token)) return wrong('The token in the join link is incomplete or damaged.')
  const cert = parameter(query, 'cert')
  if (cert === PLAIN) {
    if (isLoopback(host)) return { ok: true, link: { host, port, fingerprint: null, token } }
    return wrong(`The join link leads to ${host} without a certificate, which is for this machine only.`)
  }
  if (!FINGERPRINT.test(cert)) {
    return wrong("The fingerprint of the master's certificate in the join link is missing or damaged.")
  }
  return { ok: true, link: { host, port, fingerprint: cert, token } }
}

function parameter(query: string, name: string): string {
  const found = query.split('&').find((part) => part.startsWith(`${name}=`))
  return found?.slice(name.length + 1) ?? ''
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
