// What goes into a generation's schedule and comes out of it.
import type { EvaluationItem } from '../evaluate/batch.ts'
import type { BatchRules, Share } from './batch-size.ts'
import type { Disagreement } from './genome-task.ts'
import type { Lease } from './lease.ts'

export interface ScheduleRules extends BatchRules {
  /** Failures after which a genome gets no fitness. */
  readonly maxRetries: number
  /** Genomes of a hundred that two holders evaluate. */
  readonly verifyPercent: number
  /** Most bytes of a message, where its carrier has a limit. */
  readonly maxMessageBytes?: number
  /** Whether equal evaluations must have equal results. */
  readonly deterministic: boolean
}

export interface Demand extends Share {
  readonly holder: string
  /** As `msPerGenome`, or estimated from others where nothing was measured. */
  readonly estimatedMs: number | null
  readonly nowMs: number
  /** When work that is given now should begin. */
  readonly startsAtMs: number
  readonly leasedUntilMs: number
}

export interface Handout {
  readonly lease: Lease
  readonly items: readonly EvaluationItem[]
}

/** What became of results. */
export interface Accepted {
  /** Genomes whose first result these are. */
  readonly counted: number
  /** Genomes of which there was a result already, with which these were compared. */
  readonly compared: number
  /** Failed tries, of a genome or of the batch that it came in. */
  readonly failed: number
  /** Late, twice, or never asked for. */
  readonly ignored: number
  /** Whose failures turned out to be no fault of the genome, because this holder gave it a fitness. */
  readonly blamed: readonly string[]
  readonly disagreements: readonly Disagreement[]
  /** Leases of others that nobody waits for any more. */
  readonly useless: readonly Lease[]
}
