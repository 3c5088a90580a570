// Results of work that a master before this one handed out, found where a carrier keeps them. They count where that work
// was what is wanted now, genome by genome and bit by bit; time and connections play no part.
import type { Frame } from './frame.ts'

export interface EarlierResults {
  /** Key of the worker that evaluated. */
  readonly holder: string
  /** A results frame. */
  readonly bytes: Uint8Array
  /** Whether these are the frames, of the run's beginning and of the batch, to which the results belong. */
  readonly isOfWork: (beginRun: Frame, batch: Frame) => boolean
}

/** Kept until the generation begins that they may belong to. */
const MOST_KEPT = 20_000

export class EarlierShelf {
  #kept: EarlierResults[] = []

  put(results: EarlierResults): void {
    if (this.#kept.length < MOST_KEPT) this.#kept.push(results)
  }

  /** Everything, in the order it came; nothing is left. */
  take(): readonly EarlierResults[] {
    const kept = this.#kept
    this.#kept = []
    return kept
  }
}
