// The end of a genome's tries: the same words for everybody who evaluates.
import type { FailedEvaluation } from './batch.ts'

/** A genome whose evaluation failed this many times gets no fitness, unless told otherwise. */
export const DEFAULT_MAX_RETRIES = 3

/** What the last of `tries` failures comes to. */
export function givenUp(failure: FailedEvaluation, tries: number): FailedEvaluation {
  return tries === 1 ? failure : { ...failure, reason: `${failure.reason} (${tries} tries)` }
}
