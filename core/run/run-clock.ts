// How fast a run gets on, when it will be at its planned end, and whether it has come to a standstill. Pure: time is a
// number that it is told; while a run is paused none passes.

export type Stall =
  /** Fewer workers than the run needs, for so long. */
  | { readonly kind: 'workers'; readonly forMs: number }
  /** No generation was done for far longer than one takes. */
  | { readonly kind: 'generation'; readonly forMs: number }

export interface RunProgress {
  /** Time in which the run was not paused, since this start of it. */
  readonly activeMs: number
  /** null before two generations. */
  readonly generationsPerSecond: number | null
  /** Until the last planned generation; a run that is solved ends sooner. */
  readonly leftMs: number | null
  readonly stall: Stall | null
}

export const NO_PROGRESS: RunProgress = {
  activeMs: 0,
  generationsPerSecond: null,
  leftMs: null,
  stall: null,
}

/** Over so many generations the pace is meant. */
const MEANT_OVER = 50
const LONG_WAIT_MS = 60_000
const LONG_GENERATION_MS = 120_000
/** The first generation may take long where nobody knows how long. */
const LONG_FIRST_MS = 600_000
/** So many times as long as the others is a standstill. */
const TIMES_THE_MEAN = 20

export class RunClock {
  /** Active time at the end of the last generations. */
  #ends: number[] = []
  #activeMs = 0
  #goingSinceMs: number | null = null
  #waitingSinceMs: number | null = null
  /** Active time when something last got on. */
  #lastMs = 0

  /** Goes on or stands still from now on; `isWaiting` for workers. */
  set(nowMs: number, state: { readonly isGoing: boolean; readonly isWaiting: boolean }): void {
    this.#activeMs = this.#active(nowMs)
    this.#goingSinceMs = state.isGoing ? nowMs : null
    if (state.isWaiting) this.#waitingSinceMs ??= nowMs
    else {
      // What waited for workers had nothing to do: its generation begins to be long now.
      if (this.#waitingSinceMs !== null) this.#lastMs = this.#activeMs
      this.#waitingSinceMs = null
    }
  }

  /** A generation was done. */
  tick(nowMs: number): void {
    this.#lastMs = this.#active(nowMs)
    this.#ends = [...this.#ends, this.#lastMs].slice(-MEANT_OVER - 1)
  }

  /** With `left` generations to go. */
  progress(nowMs: number, left: number): RunProgress {
    const activeMs = this.#active(nowMs)
    const meanMs = this.#meanMs(activeMs)
    return {
      activeMs,
      generationsPerSecond: meanMs === null ? null : 1000 / meanMs,
      leftMs: meanMs === null ? null : Math.max(0, left) * meanMs,
      stall: this.#stall(nowMs, activeMs),
    }
  }

  #active(nowMs: number): number {
    return this.#activeMs + (this.#goingSinceMs === null ? 0 : nowMs - this.#goingSinceMs)
  }

  /** A generation that takes long already counts, before it is done. */
  #meanMs(activeMs: number): number | null {
    const [first] = this.#ends
    const last = this.#ends.at(-1)
    const count = this.#ends.length - 1
    if (first === undefined || last === undefined || count === 0) return null
    const meanMs = Math.max((last - first) / count, 0.01)
    const underWayMs = activeMs - last
    return underWayMs <= 2 * meanMs ? meanMs : (activeMs - first) / (count + 1)
  }

  #stall(nowMs: number, activeMs: number): Stall | null {
    if (this.#waitingSinceMs !== null) {
      const forMs = nowMs - this.#waitingSinceMs
      return forMs >= LONG_WAIT_MS ? { kind: 'workers', forMs } : null
    }
    const forMs = activeMs - this.#lastMs
    return forMs >= this.#patienceMs() ? { kind: 'generation', forMs } : null
  }

  #patienceMs(): number {
    const [first] = this.#ends
    const last = this.#ends.at(-1)
    const count = this.#ends.length - 1
    if (first === undefined || last === undefined || count === 0) return LONG_FIRST_MS
    return Math.max(LONG_GENERATION_MS, (TIMES_THE_MEAN * (last - first)) / count)
  }
}
