// How far long evaluations are, as they tell it themselves: the last word of each, as long as it is news. Time is a number that
// it is told.
import type { ProgressView } from '../api/views.ts'

/** Evaluations tell every three seconds; one that has said nothing for longer is over, or was given up. */
const STALE_MS = 8000
/** Of more nobody wants to hear. */
const MOST = 64

export class LongEvaluations {
  /** In the order in which they told last. */
  readonly #told = new Map<number, ProgressView & { readonly atMs: number }>()

  get isEmpty(): boolean {
    return this.#told.size === 0
  }

  note(progress: ProgressView, nowMs: number): void {
    this.#told.delete(progress.genomeId)
    this.#told.set(progress.genomeId, { ...progress, atMs: nowMs })
    const [oldest] = this.#told.keys()
    if (this.#told.size > MOST && oldest !== undefined) this.#told.delete(oldest)
  }

  /** These are over. */
  forget(results: readonly { readonly genomeId: number }[]): void {
    if (this.isEmpty) return
    for (const { genomeId } of results) this.#told.delete(genomeId)
  }

  /** At most as many as can be under way on so many slots, in the order of genomes. */
  current(slots: number, nowMs: number): readonly ProgressView[] {
    for (const [genomeId, { atMs }] of this.#told) if (nowMs - atMs > STALE_MS) this.#told.delete(genomeId)
    const last = slots === 0 ? [] : [...this.#told.values()].slice(-slots)
    return last
      .map(({ genomeId, share, note }) => ({ genomeId, share, note }))
      .toSorted((a, b) => a.genomeId - b.genomeId)
  }
}
