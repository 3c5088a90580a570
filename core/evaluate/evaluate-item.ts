// One genome's evaluation: the same code in the serial evaluator, in a thread and on a worker.
import { Random } from '../base/random.ts'
import { compileNetwork } from '../network/compile.ts'
import type { Problem } from '../problems/problem.ts'
import type { Evaluation, EvaluationItem } from './batch.ts'

/** Scored, or failed with what the problem threw or returned; it never throws itself. */
export function evaluateItem(problem: Problem, item: EvaluationItem): Evaluation {
  const { genomeId } = item
  try {
    const network = compileNetwork(item.network)
    return checkedEvaluation(genomeId, problem.evaluate(network, { random: Random.fromSeed(item.seed) }))
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { kind: 'failed', genomeId, reason: `the evaluation threw ${reason}` }
  }
}

/** Only finite numbers are fitness; `result` is what a problem returned, which need not keep its type's promise. */
export function checkedEvaluation(genomeId: Evaluation['genomeId'], result: unknown): Evaluation {
  const fitness =
    typeof result === 'object' && result !== null && 'fitness' in result ? result.fitness : result
  if (typeof fitness === 'number' && Number.isFinite(fitness)) return { kind: 'scored', genomeId, fitness }
  const got = typeof fitness === 'number' ? String(fitness) : `a value of type ${typeof fitness}`
  return { kind: 'failed', genomeId, reason: `the fitness must be a finite number, but it was ${got}` }
}
