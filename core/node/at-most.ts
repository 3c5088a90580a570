// Something that is done some time after it was asked for, however often it was asked for meanwhile.

export class AtMost {
  readonly #everyMs: number
  readonly #act: () => void
  #timer: NodeJS.Timeout | null = null

  constructor(everyMs: number, act: () => void) {
    this.#everyMs = everyMs
    this.#act = act
  }

  ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#act()
    }, this.#everyMs)
  }

  /** Whatever was asked for isn't done any more. */
  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }
}
