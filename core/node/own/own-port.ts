// The channel to the owner of this process: Node's between parent and child, or the port that Electron gives to its utility
// processes, which it ends with the app.
import type { FromOwnProcess, ToOwnProcess } from './own-messages.ts'

export interface OwnPort {
  send(message: FromOwnProcess): void
  onMessage(listener: (message: ToOwnProcess) => void): void
}

/** Electron's `process.parentPort`. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** `orphaned` is called when there is nobody to work for any more. */
export function ownPort(orphaned: () => void): OwnPort {
  const { parentPort } = process as { readonly parentPort?: ParentPort }
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data as ToOwnProcess)),
    }
  }
  process.on('disconnect', orphaned)
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToOwnProcess)),
  }
}
