// What the evaluations of a run say of themselves, gathered for screens.
import { MOST_PRINTED } from '../api/limits.ts'
import type { PrintedView, ToldView } from '../api/told.ts'
import type { ProgressView } from '../api/views.ts'

export interface RunToldOptions {
  /** The generation that is being evaluated. */
  readonly generation: () => number
  /** Long evaluations of this machine, where no master has them with its workers. */
  readonly long: () => readonly ProgressView[]
}

export class RunTold {
  readonly #options: RunToldOptions
  #printed: readonly PrintedView[] = []
  #fresh: PrintedView[] = []
  #lastNumber = 0
  #hadLong = false

  constructor(options: RunToldOptions) {
    this.#options = options
  }

  hear(line: Pick<PrintedView, 'worker' | 'genomeId' | 'text'>): void {
    const { worker, genomeId, text } = line
    const generation = this.#options.generation()
    this.#fresh.push({
      ...{ number: ++this.#lastNumber, atMs: Date.now(), generation },
      ...{ worker, genomeId, text },
    })
    // As many again as are shown, so that a function that prints without end costs no copy a line.
    if (this.#fresh.length > 2 * MOST_PRINTED) this.#fresh = this.#fresh.slice(-MOST_PRINTED)
  }

  view(): ToldView {
    if (this.#fresh.length > 0) this.#printed = [...this.#printed, ...this.#fresh].slice(-MOST_PRINTED)
    this.#fresh = []
    return { printed: this.#printed, long: this.#options.long() }
  }

  /** The view where it differs from the last that was asked for here, or null. */
  news(): ToldView | null {
    const hasPrinted = this.#fresh.length > 0
    const told = this.view()
    const hadLong = this.#hadLong
    this.#hadLong = told.long.length > 0
    return hasPrinted || hadLong || this.#hadLong ? told : null
  }
}
