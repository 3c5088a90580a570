// What a session needs of a connection, and the two that there are: a WebSocket, and a pair inside one process for the
// master's own slots.
import type { Writable } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Frame } from '../../wire/frame.ts'

export interface Socket {
  send(frame: Frame): void
  /** Ends the connection after what was sent. */
  close(): void
}

export interface SocketEvents {
  received(bytes: Uint8Array): void
  closed(reason: string): void
}

/** Bytes that may wait for a peer; one that lets more pile up is cut off, and its work goes to others. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024
/** How long a closing peer may take to answer before its connection is cut. */
const CLOSE_TIMEOUT_MS = 2000

/** `stream` is what carries the socket, once there is one: frames that are sent in one go leave it in one go. */
export function webSocket(socket: WebSocket, events: SocketEvents, stream: () => Writable | null): Socket {
  let lastError: string | null = null
  socket.binaryType = 'nodebuffer'
  socket.on('message', (data, isBinary) => {
    // Text is never ours; an empty frame is refused by the session like any other garbage.
    events.received(isBinary && data instanceof Uint8Array ? data : new Uint8Array())
  })
  socket.on('error', (error) => {
    lastError = error.message
  })
  socket.on('close', () => events.closed(lastError ?? 'the connection was closed'))
  return {
    send(frame) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > MAX_WAITING_BYTES) {
        lastError = 'it was too slow to take what it was sent'
        return socket.terminate()
      }
      gatherWrites(stream())
      socket.send(frame)
    },
    close() {
      socket.close()
      setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS).unref()
    },
  }
}

function gatherWrites(stream: Writable | null): void {
  if (stream === null || stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** One end of a connection inside this process: what it is sent arrives at `peer` in a later turn. */
export function memorySocket(peer: () => SocketEvents | null): Socket {
  let isOpen = true
  return {
    send(frame) {
      setImmediate(() => isOpen && peer()?.received(frame))
    },
    close() {
      if (!isOpen) return
      isOpen = false
      setImmediate(() => peer()?.closed('the connection was closed'))
    },
  }
}
