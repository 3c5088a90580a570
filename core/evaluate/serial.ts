// Evaluates one genome after the other where it stands: the plain truth that every other evaluator must equal.
import type { AbortSignalLike } from '../base/abort.ts'
import type { Problem } from '../problems/problem.ts'
import {
  type Arrived,
  type BatchEvaluator,
  type Evaluation,
  EvaluationAborted,
  type EvaluationBatch,
} from './batch.ts'
import { evaluateItem } from './evaluate-item.ts'
import { DEFAULT_MAX_RETRIES, givenUp } from './give-up.ts'

/** Evaluates in this thread, one genome after the other. `maxRetries` failures give a genome up. */
export class SerialEvaluator implements BatchEvaluator {
  readonly #problem: Problem
  readonly #maxRetries: number

  constructor(problem: Problem, maxRetries = DEFAULT_MAX_RETRIES) {
    this.#problem = problem
    this.#maxRetries = maxRetries
  }

  async evaluate(
    batch: EvaluationBatch,
    signal: AbortSignalLike,
    arrived: Arrived = () => {},
  ): Promise<readonly Evaluation[]> {
    const watching = { isAborted: () => signal.aborted, told: () => {} }
    const how = { ...batch, watching }
    return batch.items.map((item) => {
      if (signal.aborted) throw new EvaluationAborted()
      let evaluation = evaluateItem(this.#problem, item, how)
      let tries = 1
      for (; evaluation.kind === 'failed' && tries < this.#maxRetries && !signal.aborted; tries++) {
        evaluation = evaluateItem(this.#problem, item, how)
      }
      if (signal.aborted) throw new EvaluationAborted()
      const result = evaluation.kind === 'failed' ? givenUp(evaluation, tries) : evaluation
      arrived([result])
      return result
    })
  }
}
