// What somebody's own file exports: the problem contract with everything optional that has a sensible default.
import type { Problem } from './problem.ts'

/** What a file of your own exports by default: a {@link Problem} in which most may be left out. */
export interface OwnProblem
  extends Pick<Problem, 'name' | 'solvedAt'>,
    Partial<Pick<Problem, 'version' | 'summary' | 'worstFitness' | 'deterministic'>>,
    Partial<Pick<Problem, 'behaviour' | 'options' | 'opponents' | 'play' | 'evaluate' | 'evaluateBatch'>> {
  /** Their names, or how many there are. */
  readonly inputs: readonly string[] | number
  readonly outputs: readonly string[] | number
  /** Files that it reads, beside it: part of its fingerprint, and sent along where its code is. */
  readonly data?: readonly string[]
}
