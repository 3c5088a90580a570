// How many genomes go into the next batch. Numbers in, a number out.

export interface BatchRules {
  /** Genomes in every batch; 0 sizes them by measured speed. */
  readonly batchSize: number
  /** Time that one batch may take. */
  readonly taskTimeoutMs: number
}

export interface Share {
  /** What one of the holder's slots contributes to the speed of all, above 0 and at most 1. */
  readonly share: number
  /** Measured milliseconds per genome on one of the holder's slots, or null. */
  readonly msPerGenome: number | null
}

/** Aimed length of a batch: long enough that messages cost nothing, short enough to be lost without harm. */
const TARGET_BATCH_MS = 250
/** A batch shorter than this costs more in messages than it can even out. */
const SHORTEST_BATCH_MS = 2
/** Of its fair part of what is left a slot gets one part in so many (guided self-scheduling). */
const GUIDED_DIVISOR = 2
/** Most genomes in a batch whose duration nobody can tell yet. */
const PROBE = 4
/** A batch is estimated to take at most this part of the time it has. */
const SAFE_PART = 0.25

/**
 * The fair part of a slot in what waits, halved so that batches shrink towards the end of a generation (Polychronopoulos
 * & Kuck 1987, "Guided self-scheduling"), and no more than fits the aimed length.
 */
export function batchSize(waiting: number, { share, msPerGenome }: Share, rules: BatchRules): number {
  if (rules.batchSize > 0) return Math.min(rules.batchSize, waiting)
  const fair = waiting * share
  const guided = fair / GUIDED_DIVISOR
  if (msPerGenome === null) return Math.max(1, Math.min(Math.ceil(guided), PROBE))
  const ms = Math.max(msPerGenome, 1e-4)
  const longest = Math.min(TARGET_BATCH_MS, SAFE_PART * rules.taskTimeoutMs) / ms
  const size = Math.min(longest, Math.max(guided, SHORTEST_BATCH_MS / ms), Math.ceil(fair))
  return Math.max(1, Math.min(Math.floor(size), waiting))
}
