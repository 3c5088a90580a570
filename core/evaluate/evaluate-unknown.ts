// Evaluates only those genomes of a batch of which nothing is known yet.
import type { Evaluation, EvaluationBatch } from './batch.ts'

/**
 * `known`: what is known of each of the batch's genomes, null of those that `evaluate` is given. The results of all come in
 * the batch's order.
 */
export async function evaluateUnknown(
  batch: EvaluationBatch,
  known: readonly (Evaluation | null)[],
  evaluate: (unknown: EvaluationBatch) => Promise<readonly Evaluation[]>,
): Promise<readonly Evaluation[]> {
  const items = batch.items.filter((_, at) => known[at] === null)
  if (items.length === batch.items.length) return await evaluate(batch)
  const evaluated = (await evaluate({ ...batch, items })).values()
  return known.flatMap((result) => result ?? evaluated.next().value ?? [])
}
