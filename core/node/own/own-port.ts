// The channel to the owner of this process.
import type { FromOwnProcess, ToOwnProcess } from './own-messages.ts'

export interface OwnPort {
  send(message: FromOwnProcess): void
  onMessage(listener: (message: ToOwnProcess) => void): void
}

/** `orphaned` is called when there is nobody to work for any more. */
export function ownPort(orphaned: () => void): OwnPort {
  process.on('disconnect', orphaned)
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToOwnProcess)),
  }
}
