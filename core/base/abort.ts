// A cancel signal for the pure rooms: the part of the platform's AbortController that they need, without the platform.

/** What pure code needs of the platform's AbortSignal; that one fits too. */
export interface AbortSignalLike {
  readonly aborted: boolean
  /** `listener` is called once when the signal is aborted. */
  addEventListener(type: 'abort', listener: () => void): void
  /** `listener` is not called any more. */
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Its signal is aborted at most once; listeners are called once, in the order they came. */
export class Cancellation {
  #aborted = false
  readonly #listeners = new Set<() => void>()

  /** What is given to whoever should listen. */
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

  /** Aborts the signal; again it does nothing. */
  abort(): void {
    if (this.#aborted) return
    this.#aborted = true
    const listeners = [...this.#listeners]
    this.#listeners.clear()
    for (const listener of listeners) listener()
  }
}
