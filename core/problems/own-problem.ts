// What somebody's own file exports: the problem contract with everything optional that has a sensible default.
import type { Problem } from './problem.ts'

export interface OwnProblem
  extends Pick<Problem, 'name' | 'solvedAt'>,
    Partial<Pick<Problem, 'version' | 'summary' | 'worstFitness' | 'deterministic'>>,
    Partial<Pick<Problem, 'behaviour' | 'options' | 'opponents' | 'play' | 'evaluate' | 'evaluateBatch'>> {
  /** Their names, or how many there are. */
  readonly inputs: readonly string[] | number
  readonly outputs: readonly string[] | number
}
