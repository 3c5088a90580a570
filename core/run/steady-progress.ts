// What a run without generations carries between the moments at which it is looked at and saved.
import type { GenomeId } from '../base/ids.ts'
import type { Genome } from '../neat/genome.ts'

export interface SteadyProgress {
  /** Children that took their places so far. */
  readonly births: number
  /** Children that were being evaluated, in the order in which they were conceived. */
  readonly pending: readonly Genome[]
  /** Evaluations under way at a time. */
  readonly inFlight: number
  /** Children whose results came since the last look, in the order they came: what the run depends on besides its seed. */
  readonly order: readonly GenomeId[]
}
