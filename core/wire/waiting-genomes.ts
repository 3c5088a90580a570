// The genomes of a schedule that wait, as indices: those that nobody was given yet, in order, and those that need another
// copy. It knows nothing else of them.

export class WaitingGenomes {
  /** From `#next` on, those of them that are in `#isFresh` still. */
  #order: number[] = []
  #next = 0
  readonly #isFresh = new Set<number>()
  /** Need another copy, the longest waiting first; some no longer do. */
  readonly again = new Set<number>()

  /** Genomes that wait, at most. */
  get size(): number {
    return this.#isFresh.size + this.again.size
  }

  /** Those that nobody was given yet. */
  get fresh(): number {
    return this.#isFresh.size
  }

  /** Comes after those that wait already. */
  addFresh(index: number): void {
    this.#order.push(index)
    this.#isFresh.add(index)
  }

  /** The next so many of those that nobody was given yet. */
  takeFresh(most: number): readonly number[] {
    const taken: number[] = []
    while (taken.length < most && this.#next < this.#order.length) {
      const index = this.#order[this.#next++] as number
      if (this.#isFresh.delete(index)) taken.push(index)
    }
    // Half at a time, so that what was taken takes no room for long.
    if (this.#next * 2 > this.#order.length) {
      this.#order = this.#order.slice(this.#next)
      this.#next = 0
    }
    return taken
  }

  /** Somebody has it: it waits no longer for its first. */
  dropFresh(index: number): void {
    this.#isFresh.delete(index)
  }
}
