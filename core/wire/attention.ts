// Whom to look at when there is work to give: those with news first, and some of the others in turn, because a queue that
// was long enough may be too short by now. So a look costs the same however many there are.

/** Others that are looked at each time. */
const IN_TURN = 16

export class Attention {
  /** Who may have room, the longest waiting first. */
  readonly #news = new Set<string>()
  /** Who has nothing to do on some slot, the longest waiting first. */
  readonly #idle = new Set<string>()
  /** Everybody, in the order of turns: a ring, and each one's place in it. */
  readonly #ring: string[] = []
  readonly #placeOf = new Map<string, number>()
  #turn = 0

  /** Something changed for a worker that may be given work; `isIdle` when one of its slots has nothing to do. */
  note(key: string, isIdle: boolean): void {
    if (!this.#placeOf.has(key)) this.#placeOf.set(key, this.#ring.push(key) - 1)
    this.#news.add(key)
    if (isIdle) this.#idle.add(key)
    else this.#idle.delete(key)
  }

  forget(key: string): void {
    this.#news.delete(key)
    this.#idle.delete(key)
    const place = this.#placeOf.get(key)
    if (place === undefined) return
    this.#placeOf.delete(key)
    const last = this.#ring.pop()
    if (last === undefined || last === key) return
    this.#ring[place] = last
    this.#placeOf.set(last, place)
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
    for (let count = Math.min(IN_TURN, this.#ring.length); count > 0; count--) {
      this.#turn = (this.#turn + 1) % this.#ring.length
      chosen.add(this.#ring[this.#turn] as string)
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
