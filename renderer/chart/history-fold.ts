// Something that follows from the history one generation at a time: a run's history only grows, so that of ten thousand
// generations the newest alone is looked at.
import { useState } from 'react'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'

type History = readonly GenerationSnapshot[]

/** Takes one more generation into account. May change itself: who draws asks for values, and keeps none of its arrays. */
export interface Fold {
  add(snapshot: GenerationSnapshot): void
}

export class HistoryFold<Folded extends Fold> {
  readonly #begin: () => Folded
  #folded: Folded
  #first: GenerationSnapshot | undefined
  #last: GenerationSnapshot | undefined
  #length = 0

  constructor(begin: () => Folded) {
    this.#begin = begin
    this.#folded = begin()
  }

  /** Of the whole history. Another run, or one that was told anew, is folded from its start. */
  of(history: History): Folded {
    if (history[0] !== this.#first || history[this.#length - 1] !== this.#last) {
      this.#folded = this.#begin()
      this.#length = 0
    }
    for (const snapshot of history.slice(this.#length)) this.#folded.add(snapshot)
    this.#length = history.length
    this.#first = history[0]
    this.#last = history.at(-1)
    return this.#folded
  }
}

export function useHistoryFold<Folded extends Fold>(begin: () => Folded, history: History): Folded {
  const [fold] = useState(() => new HistoryFold(begin))
  return fold.of(history)
}

/** Numbers that are added at the end: what grows costs no copy each time. */
export class Column {
  #values = new Float64Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(2 * this.length)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.length++] = value
  }

  at(index: number): number {
    return index >= 0 && index < this.length ? (this.#values[index] ?? Number.NaN) : Number.NaN
  }
}
