// The frames of a page as the browser reports them, each with the address that it shows now.

import type { CdpSession } from './cdp.ts'
import { realUrl } from './chromium.ts'

/** As much of Electron's WebFrameMain as an app needs to judge a sender. */
export class Frame {
  readonly id: string
  readonly parent: Frame | null
  readonly routingId: number
  url = ''

  constructor(id: string, parent: Frame | null, routingId: number) {
    this.id = id
    this.parent = parent
    this.routingId = routingId
  }

  get origin(): string {
    const { protocol, host, origin } = new URL(this.url)
    return origin === 'null' && host !== '' ? `${protocol}//${host}` : origin
  }
}

export class FrameTree {
  readonly #frames = new Map<string, Frame>()
  readonly #contexts = new Map<number, { readonly frameId: string; readonly name: string }>()
  #lastRoutingId = 0

  constructor(session: CdpSession, onMainFrame: (frame: Frame) => void) {
    session.on('Page.frameNavigated', ({ frame }) => {
      const known = this.#frame(frame.id, frame.parentId ?? null)
      known.url = realUrl(frame.url + (frame.urlFragment ?? ''))
      if (known.parent === null) onMainFrame(known)
    })
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      this.#frame(frameId, null).url = realUrl(url)
    })
    session.on('Page.frameDetached', ({ frameId }) => this.#frames.delete(frameId))
    session.on('Runtime.executionContextCreated', ({ context }) => {
      this.#contexts.set(context.id, { frameId: context.auxData.frameId, name: context.name })
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#contexts.delete(executionContextId)
    })
    session.on('Runtime.executionContextsCleared', () => this.#contexts.clear())
  }

  /** Frame that an execution context belongs to, or null when it is gone. */
  ofContext(contextId: number): Frame | null {
    const context = this.#contexts.get(contextId)
    return context === undefined ? null : (this.#frames.get(context.frameId) ?? null)
  }

  /** The context of the world `name` in `frame`, or null before it exists. */
  contextOf(frame: Frame, name: string): number | null {
    for (const [id, context] of this.#contexts)
      if (context.frameId === frame.id && context.name === name) return id
    return null
  }

  #frame(id: string, parentId: string | null): Frame {
    const known = this.#frames.get(id)
    if (known !== undefined) return known
    const parent = parentId === null ? null : this.#frame(parentId, null)
    const made = new Frame(id, parent, ++this.#lastRoutingId)
    this.#frames.set(id, made)
    return made
  }
}
