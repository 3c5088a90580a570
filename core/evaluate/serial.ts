// Evaluates one genome after the other where it stands: the plain truth that every other evaluator must equal.
import type { AbortSignalLike } from '../base/abort.ts'
import type { Problem } from '../problems/problem.ts'
import { type BatchEvaluator, type Evaluation, EvaluationAborted, type EvaluationBatch } from './batch.ts'
import { evaluateItem } from './evaluate-item.ts'

export class SerialEvaluator implements BatchEvaluator {
  readonly #problem: Problem

  constructor(problem: Problem) {
    this.#problem = problem
  }

  async evaluate(batch: EvaluationBatch, signal: AbortSignalLike): Promise<readonly Evaluation[]> {
    return batch.items.map((item) => {
      if (signal.aborted) throw new EvaluationAborted()
      return evaluateItem(this.#problem, item, batch.tuning)
    })
  }
}
