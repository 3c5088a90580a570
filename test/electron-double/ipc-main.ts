// ipcMain: handlers and listeners of channels, and how a message from a page reaches them.
import { EventEmitter } from 'node:events'
import type { Frame } from './frames.ts'
import type { WebContents } from './web-contents.ts'

/** What Electron fills in on its own; nothing here comes from the page. */
export interface IpcEvent {
  readonly sender: WebContents
  readonly senderFrame: Frame | null
  readonly frameId: number
  readonly processId: number
  readonly type: 'frame'
}

type Handler = (event: IpcEvent, ...args: unknown[]) => unknown

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** Runs the handler of `channel`; rejects with the sentence that Electron's renderer sees. */
  async invoke(event: IpcEvent, channel: string, args: readonly unknown[]): Promise<unknown> {
    const failed = `Error invoking remote method '${channel}'`
    const handler = this.#handlers.get(channel)
    if (handler === undefined) throw new Error(`${failed}: Error: No handler registered for '${channel}'`)
    try {
      return await handler(event, ...args)
    } catch (error) {
      throw new Error(`${failed}: ${String(error)}`)
    }
  }
}

export const ipcMain = new IpcMain()
