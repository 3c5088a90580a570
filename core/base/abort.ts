// A cancel signal for the pure rooms: the part of the platform's AbortController that they need, without the platform.

/** What pure code needs of the platform's AbortSignal; that one fits too. */
export interface AbortSignalLike {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Its signal is aborted at most once; listeners are called once, in the order they came. */
export class Cancellation {
  #aborted = false
  readonly #listeners = new Set<() => void>()

  readonly signal: AbortSignalLike

  constructor() {
    const isAborted = () => this.#aborted
    const listeners = this.#listeners
    this.signal = {
      get aborted() {
        return isAborted()
      },
      addEventListener: (_type, listener) => void listeners.add(listener),
      removeEventListener: (_type, listener) => void listeners.delete(listener),
    }
  }

  abort(): void {
    if (this.#aborted) return
    this.#aborted = true
    const listeners = [...this.#listeners]
    this.#listeners.clear()
    for (const listener of listeners) listener()
  }
}
