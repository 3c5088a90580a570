// How many connections are held by those who haven't shown a token: bounded in all and per address, so that nobody can
// crowd the door. It counts, and knows no socket.

export interface StrangerLimits {
  readonly perAddress: number
  readonly inAll: number
}

export class Strangers {
  readonly #limits: StrangerLimits
  readonly #byAddress = new Map<string, number>()
  #inAll = 0

  constructor(limits: StrangerLimits) {
    this.#limits = limits
  }

  get inAll(): number {
    return this.#inAll
  }

  /** Counts one more from `address`; false, and nothing counted, where that were too many. */
  enter(address: string): boolean {
    const here = this.#byAddress.get(address) ?? 0
    if (here >= this.#limits.perAddress || this.#inAll >= this.#limits.inAll) return false
    this.#byAddress.set(address, here + 1)
    this.#inAll++
    return true
  }

  /** One from `address` is a stranger no more, or gone. */
  leave(address: string): void {
    const here = this.#byAddress.get(address) ?? 0
    if (here === 0) return
    if (here === 1) this.#byAddress.delete(address)
    else this.#byAddress.set(address, here - 1)
    this.#inAll--
  }
}
