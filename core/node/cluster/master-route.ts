// How a worker gets to its master: by TLS to its port, or over a broker. A route knows addresses and their errors; what is
// said on it is the session's.
import type { Frame } from '../../wire/frame.ts'
import { formatAddress, type JoinLink } from '../../wire/join-link.ts'
import { connectPinned } from './pinned-socket.ts'
import type { Socket, SocketEvents } from './socket.ts'

export interface RouteEvents extends SocketEvents {
  opened(): void
  /** Trying again would change nothing before people have mended something. */
  unfit(code: string, message: string): void
}

export interface MasterRoute {
  /** For people. */
  readonly address: string
  /** What lets this worker in at the master itself. */
  readonly token: string
  connect(events: RouteEvents): Socket
  /** Keeps results for a master that is away, where the route can. */
  readonly keep?: (frame: Frame) => void
  close(): Promise<void>
}

export function directRoute(link: JoinLink, timeoutMs: number): MasterRoute {
  return {
    address: formatAddress(link),
    token: link.token,
    connect: (events) =>
      connectPinned(link, timeoutMs, {
        opened: () => events.opened(),
        received: (bytes) => events.received(bytes),
        closed: (reason) => events.closed(reasonSentence(reason, link)),
        foreign: (fingerprint) => events.unfit('certificate', foreignSentence(link, fingerprint)),
      }),
    close: async () => {},
  }
}

/** What the operating system's words mean for somebody in front of it. */
export function reasonSentence(reason: string, link: JoinLink): string {
  const address = formatAddress(link)
  if (reason.includes('ECONNREFUSED')) return `nothing answers at ${address}; no master seems to run there`
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) return `there is no machine called ${link.host}`
  if (/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|timed out/.test(reason)) {
    return `${address} can't be reached; check the address and both machines' firewalls`
  }
  return reason
}

function foreignSentence(link: JoinLink, shown: string): string {
  const named = link.fingerprint?.slice(0, 12) ?? 'none'
  return `${formatAddress(link)} shows the certificate ${shown.slice(0, 12)}…, and the join link names ${named}…: it is another master, or somebody in between. The token was not sent. Copy the link anew from the master.`
}
