// What evaluations say of themselves while a run goes on: kept for screens, and for nothing else.
import type { ProgressView } from './views.ts'

/** A line that a fitness function printed. */
export interface PrintedView {
  /** From 1, in the order in which they came. */
  readonly number: number
  /** Milliseconds since 1970, by the master's clock. */
  readonly atMs: number
  /** The one that was being evaluated. */
  readonly generation: number
  /** Name of the worker; null: this machine. */
  readonly worker: string | null
  /** Whose evaluation printed it; null: the problem, on its own. */
  readonly genomeId: number | null
  readonly text: string
}

export interface ToldView {
  /** The oldest first; those of long ago are left out. */
  readonly printed: readonly PrintedView[]
  /** Long evaluations of a run without a master that tell how far they are, in the order of genomes. */
  readonly long: readonly ProgressView[]
}

export const NOTHING_TOLD: ToldView = { printed: [], long: [] }
