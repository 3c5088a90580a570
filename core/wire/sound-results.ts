// What a worker says is a fitness may be none: only finite numbers count, whoever sent them.
import type { Evaluation } from '../evaluate/batch.ts'

/** The evaluations, those that aren't finite as failures that name the worker. */
export function soundResults(evaluations: readonly Evaluation[], label: string): readonly Evaluation[] {
  return evaluations.map((evaluation) => soundEvaluation(evaluation, label))
}

/** A scored result that isn't finite is a failure, as it is for the serial evaluator. */
function soundEvaluation(evaluation: Evaluation, label: string): Evaluation {
  if (evaluation.kind === 'failed') return evaluation
  const { fitness, behaviour, tuned } = evaluation
  const others = [behaviour, tuned?.weight, tuned?.bias]
  const isSound = Number.isFinite(fitness) && others.every((list) => list?.every(Number.isFinite) ?? true)
  if (isSound) return evaluation
  const reason = `worker "${label}" sent a number that is not finite (fitness ${fitness})`
  return { kind: 'failed', genomeId: evaluation.genomeId, cause: 'value', reason }
}
