// Frames of one direction of one connection, in the order they were sent and each once, although a broker may deliver them
// again, and what comes again later than what followed it.

export class InOrder<Item> {
  #next = 0
  readonly #early = new Map<number, Item>()

  /** What is due now, in order; nothing for what came before, or comes too early. */
  take(place: number, item: Item): readonly Item[] {
    if (place < this.#next) return []
    this.#early.set(place, item)
    const due: Item[] = []
    for (;;) {
      const next = this.#early.get(this.#next)
      if (next === undefined) return due
      this.#early.delete(this.#next)
      this.#next++
      due.push(next)
    }
  }

  /** Whether it was taken, or is kept until its turn comes. */
  hasSeen(place: number): boolean {
    return place < this.#next || this.#early.has(place)
  }
}
