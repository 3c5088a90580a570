// Whom to look at when there is work to give: those with news first, and some of the others in turn, because a queue that
// was long enough may be too short by now. So a look costs the same however many there are.

/** Others that are looked at each time. */
const IN_TURN = 16

export class Attention {
  /** Who may have room, the longest waiting first. */
  readonly #news = new Set<string>()
  /** Who has nothing to do on some slot, the longest waiting first. */
  readonly #idle = new Set<string>()
  readonly #all = new Set<string>()

  /** Something changed for a worker that may be given work; `isIdle` when one of its slots has nothing to do. */
  note(key: string, isIdle: boolean): void {
    this.#all.add(key)
    this.#news.add(key)
    if (isIdle) this.#idle.add(key)
    else this.#idle.delete(key)
  }

  forget(key: string): void {
    this.#all.delete(key)
    this.#news.delete(key)
    this.#idle.delete(key)
  }

  /** It has what it can hold: it is looked at again when something happens to it, or when its turn comes. */
  isFull(key: string): void {
    this.#news.delete(key)
  }

  /** All its slots have something to do. */
  isBusy(key: string): void {
    this.#idle.delete(key)
  }

  /** Whom to look at while `waiting` genomes wait. */
  next(waiting: number): ReadonlySet<string> {
    const chosen = new Set<string>()
    for (const key of this.#news) {
      if (chosen.size >= Math.max(waiting, IN_TURN)) break
      chosen.add(key)
    }
    const turn: string[] = []
    for (const key of this.#all) {
      if (turn.length === IN_TURN) break
      turn.push(key)
    }
    for (const key of turn) {
      this.#all.delete(key)
      this.#all.add(key)
      chosen.add(key)
    }
    return chosen
  }

  /** Some of those with nothing to do. */
  idle(): readonly string[] {
    const some: string[] = []
    for (const key of this.#idle) {
      if (some.length === IN_TURN) break
      some.push(key)
    }
    return some
  }
}
