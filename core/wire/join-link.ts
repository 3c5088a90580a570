// The join link: neatwork://join/HOST:PORT?token=TOKEN. What a person pastes, and nothing else, lets a worker in.

export interface JoinLink {
  /** Host name, IPv4 address, or IPv6 address without brackets. */
  readonly host: string
  readonly port: number
  /** At least 128 bits, base64url. */
  readonly token: string
}

export type ParsedJoinLink =
  | { readonly ok: true; readonly link: JoinLink }
  | { readonly ok: false; readonly message: string }

const SHAPE = /^neatwork:\/\/join\/(\[[0-9a-fA-F:.%a-z]+\]|[^\s:/?#@[\]]+):(\d{1,5})\/?\?token=([^&#\s]*)$/
/** 22 characters of base64url carry 128 bits. */
const TOKEN = /^[A-Za-z0-9_-]{22,200}$/

export function formatJoinLink({ host, port, token }: JoinLink): string {
  return `neatwork://join/${host.includes(':') ? `[${host}]` : host}:${port}?token=${token}`
}

/** Where a link leads, without what lets one in. */
export function formatAddress({ host, port }: Pick<JoinLink, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

export function parseJoinLink(text: string): ParsedJoinLink {
  const trimmed = text.trim()
  const expected = 'It looks like neatwork://join/192.168.1.10:5000?token=…; copy it whole from the master.'
  if (trimmed === '') return { ok: false, message: `The join link is empty. ${expected}` }
  const match = SHAPE.exec(trimmed)
  if (match === null) return { ok: false, message: `"${shorten(trimmed)}" is not a join link. ${expected}` }
  const [, host = '', port = '', token = ''] = match
  const portNumber = Number(port)
  if (portNumber < 1 || portNumber > 65_535) {
    return { ok: false, message: `The port ${port} in the join link is not between 1 and 65535. ${expected}` }
  }
  if (!TOKEN.test(token)) {
    return { ok: false, message: `The token in the join link is incomplete or damaged. ${expected}` }
  }
  return { ok: true, link: { host: host.replace(/^\[|\]$/g, ''), port: portNumber, token } }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
