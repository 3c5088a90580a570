// A worker's connection: TLS to the one master whose certificate has the fingerprint of the join link. Nothing is written
// before that is known; the certificate's dates, host name and issuer don't count.
import type { Writable } from 'node:stream'
import { connect, type TLSSocket } from 'node:tls'
import { WebSocket } from 'ws'
import { MAX_FRAME_BYTES } from '../../wire/frame.ts'
import { formatAddress, type JoinLink } from '../../wire/join-link.ts'
import { fingerprintOf } from './certificate.ts'
import { type Socket, type SocketEvents, webSocket } from './socket.ts'

export interface PinnedEvents extends SocketEvents {
  opened(): void
  /** The master showed another certificate; the connection is gone. */
  foreign(fingerprint: string): void
}

/** `path` says what is wanted of the master; a worker wants nothing else than to join. */
export function connectPinned(link: JoinLink, timeoutMs: number, events: PinnedEvents, path = ''): Socket {
  const { fingerprint } = link
  if (fingerprint === null) return openWebSocket(link, timeoutMs, events, { tls: null, path })
  let inner: Socket | null = null
  let isOver = false
  const end = (tell: () => void) => {
    if (isOver) return
    isOver = true
    tls.destroy()
    tell()
  }
  const tls = connectTls(link)
  tls.setTimeout(timeoutMs, () => inner ?? end(() => events.closed('the connection timed out')))
  tls.on('error', (error) => inner ?? end(() => events.closed(error.message)))
  tls.on('close', () => inner ?? end(() => events.closed('the connection was closed')))
  tls.once('secureConnect', () => {
    const shown = fingerprintShownBy(tls)
    if (shown !== fingerprint) return end(() => events.foreign(shown))
    tls.setTimeout(0)
    inner = openWebSocket(link, timeoutMs, events, { tls, path })
  })
  return {
    send: (frame) => inner?.send(frame),
    close: () => (inner === null ? end(() => events.closed('the connection was closed')) : inner.close()),
  }
}

/** A TLS connection to whoever is there: the caller has to look at the certificate. */
export function connectTls({ host, port }: Pick<JoinLink, 'host' | 'port'>): TLSSocket {
  // The chain proves nothing where every master signs its own certificate; the fingerprint does.
  return connect({ host, port, rejectUnauthorized: false, minVersion: 'TLSv1.3' })
}

export function fingerprintShownBy(socket: TLSSocket): string {
  const certificate = socket.getPeerX509Certificate()
  return certificate === undefined ? 'none' : fingerprintOf(certificate.raw)
}

function openWebSocket(
  link: JoinLink,
  timeoutMs: number,
  events: PinnedEvents,
  { tls, path }: { readonly tls: TLSSocket | null; readonly path: string },
): Socket {
  const socket = new WebSocket(`${tls === null ? 'ws' : 'wss'}://${formatAddress(link)}${path}`, {
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    handshakeTimeout: timeoutMs,
    ...(tls === null ? {} : { createConnection: () => tls }),
  })
  socket.on('open', () => events.opened())
  let stream: Writable | null = tls
  socket.on('upgrade', (response) => {
    stream = response.socket
  })
  return webSocket(socket, events, () => stream)
}
