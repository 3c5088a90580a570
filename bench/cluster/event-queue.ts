// Simulated time: what happens next, in order; a binary heap.

interface Event {
  readonly atMs: number
  readonly order: number
  readonly act: () => void
}

export class EventQueue {
  nowMs = 0
  readonly #heap: Event[] = []
  #order = 0

  after(delayMs: number, act: () => void): void {
    const event = { atMs: this.nowMs + Math.max(0, delayMs), order: this.#order++, act }
    const heap = this.#heap
    let at = heap.push(event) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !isBefore(event, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = event
  }

  /** Lets the next thing happen; false when nothing is left. */
  step(): boolean {
    const [first] = this.#heap
    const last = this.#heap.pop()
    if (first === undefined || last === undefined) return false
    if (this.#heap.length > 0) this.#sink(last)
    this.nowMs = first.atMs
    first.act()
    return true
  }

  #sink(event: Event): void {
    const heap = this.#heap
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      let lower = heap[child]
      const right = heap[child + 1]
      if (lower !== undefined && right !== undefined && isBefore(right, lower)) {
        lower = right
        child++
      }
      if (lower === undefined || !isBefore(lower, event)) break
      heap[at] = lower
      at = child
    }
    heap[at] = event
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}
