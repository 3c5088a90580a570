// The channel to the owner of this process, whichever way it was started: Node's fork or Electron's utility process.
import type { FromOwnProcess, ToOwnProcess } from './own-messages.ts'

export interface OwnPort {
  send(message: FromOwnProcess): void
  onMessage(listener: (message: ToOwnProcess) => void): void
}

/** What Electron adds to `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: ToOwnProcess }) => void): void
}

/** `orphaned` is called when there is nobody to work for any more. */
export function ownPort(orphaned: () => void): OwnPort {
  if ('parentPort' in process) {
    const parent = process.parentPort as ParentPort
    return {
      send: (message) => parent.postMessage(message),
      onMessage: (listener) => parent.on('message', ({ data }) => listener(data)),
    }
  }
  process.on('disconnect', orphaned)
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToOwnProcess)),
  }
}
