// What a worker says is a fitness may be none: only finite numbers count, whoever sent them.
import type { Evaluation } from '../evaluate/batch.ts'

/** The evaluations, those that aren't finite as failures that name the worker; and a sentence where there were such. */
export function soundResults(
  evaluations: readonly Evaluation[],
  label: string,
): { readonly evaluations: readonly Evaluation[]; readonly complaint: string | null } {
  const sound = evaluations.map((evaluation) => soundEvaluation(evaluation, label))
  const unsound = sound.filter((one, index) => one !== evaluations[index]).length
  if (unsound === 0) return { evaluations: sound, complaint: null }
  const genomes = unsound === 1 ? 'a genome' : `${unsound} genomes`
  return {
    evaluations: sound,
    complaint: `Worker "${label}" answered ${genomes} with a fitness that is not finite.`,
  }
}

/** A scored result that isn't finite is a failure, as it is for the serial evaluator. */
function soundEvaluation(evaluation: Evaluation, label: string): Evaluation {
  if (evaluation.kind === 'failed') return evaluation
  const { fitness, behaviour, tuned, metrics } = evaluation
  const others = [behaviour, tuned?.weight, tuned?.bias, metrics && Object.values(metrics)]
  const isSound = Number.isFinite(fitness) && others.every((list) => list?.every(Number.isFinite) ?? true)
  if (isSound) return evaluation
  const reason = `worker "${label}" sent a number that is not finite (fitness ${fitness})`
  return { kind: 'failed', genomeId: evaluation.genomeId, cause: 'value', reason }
}
