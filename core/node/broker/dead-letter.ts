// A genome that was given up: what was to be evaluated, and why nobody could.

import { batchId } from '../../base/ids.ts'
import type { EvaluationBatch, FailedEvaluation } from '../../evaluate/batch.ts'
import { encodeBatch } from '../../wire/batch-codec.ts'
import type { Frame } from '../../wire/frame.ts'

export interface DeadLetter {
  readonly generation: number
  /** A batch with this genome alone. */
  readonly work: Frame
  readonly failure: FailedEvaluation
}

export function deadLetters(
  problem: string,
  { generation, items, tuning }: EvaluationBatch,
  failed: readonly FailedEvaluation[],
): readonly DeadLetter[] {
  const header = { batchId: batchId(0), generation, problem, ...(tuning !== undefined && { tuning }) }
  return failed.flatMap((failure) => {
    const item = items.find(({ genomeId }) => genomeId === failure.genomeId)
    return item === undefined ? [] : { generation, work: encodeBatch(header, [item]), failure }
  })
}
