// Time that a job may take, counted in slices: while the machine sleeps or the process is stopped at most one slice
// passes, so that nobody is late for that.

const SLICES = 10

/** Calls `work` once after `ms`; the returned function calls that off. */
export type StartTimer = (work: () => void, ms: number) => () => void

const realTimer: StartTimer = (work, ms) => {
  const timer = setTimeout(work, ms).unref()
  return () => clearTimeout(timer)
}

export class Deadline {
  readonly #sliceMs: number
  readonly #passed: () => void
  readonly #startTimer: StartTimer
  #left = SLICES
  #cancel: () => void

  constructor(limitMs: number, passed: () => void, startTimer = realTimer) {
    this.#sliceMs = limitMs / SLICES
    this.#passed = passed
    this.#startTimer = startTimer
    this.#cancel = this.#slice()
  }

  stop(): void {
    this.#cancel()
  }

  #slice(): () => void {
    return this.#startTimer(() => {
      this.#left--
      if (this.#left > 0) this.#cancel = this.#slice()
      else this.#passed()
    }, this.#sliceMs)
  }
}
