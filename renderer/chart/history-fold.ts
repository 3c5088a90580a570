// What follows from the history: kept from one drawing to the next, so that of thousands of generations the new ones alone
// are looked at. A long history is thinned while it grows: its last places change, its beginning seldom does.
import { useMemo } from 'react'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'

type History = readonly GenerationSnapshot[]

/** Changes itself: who draws asks for values and keeps none of its arrays. */
export interface Fold {
  add(snapshot: GenerationSnapshot): void
  /** Forgets all but the first so many places. */
  keepFirst(length: number): void
}

export class HistoryFold<Folded extends Fold> {
  readonly #begin: () => Folded
  #folded: Folded
  #history: History = []

  constructor(begin: () => Folded) {
    this.#begin = begin
    this.#folded = begin()
  }

  /** Of the whole history. Another run is folded from its start. */
  of(history: History): Folded {
    if (history === this.#history) return this.#folded
    const common = commonLength(this.#history, history)
    if (common === 0) this.#folded = this.#begin()
    else if (common < this.#history.length) this.#folded.keepFirst(common)
    for (const snapshot of history.slice(common)) this.#folded.add(snapshot)
    this.#history = history
    return this.#folded
  }
}

function commonLength(a: History, b: History): number {
  const most = Math.min(a.length, b.length)
  for (let index = 0; index < most; index++) if (a[index] !== b[index]) return index
  return most
}

/** `begin` should stay the same from one drawing to the next: another one folds from the start. */
export function useHistoryFold<Folded extends Fold>(begin: () => Folded, history: History): Folded {
  const fold = useMemo(() => new HistoryFold(begin), [begin])
  return fold.of(history)
}
