// Time that a job may take, counted in slices: while the machine sleeps or the process is stopped at most one slice
// passes, so that nobody is late for that.

const SLICES = 10

export class Deadline {
  readonly #sliceMs: number
  readonly #passed: () => void
  #left = SLICES
  #timer: NodeJS.Timeout

  constructor(limitMs: number, passed: () => void) {
    this.#sliceMs = limitMs / SLICES
    this.#passed = passed
    this.#timer = this.#slice()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #slice(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#left--
      if (this.#left > 0) this.#timer = this.#slice()
      else this.#passed()
    }, this.#sliceMs).unref()
  }
}
