// One genome's evaluation: the same code in the serial evaluator, in a thread and on a worker.
import { compileNetwork } from '../network/compile.ts'
import type { NetworkSpec } from '../network/network-spec.ts'
import { evaluationContext } from '../problems/evaluation-context.ts'
import type { Problem } from '../problems/problem.ts'
import { fineTune } from '../tune/fine-tune.ts'
import type { Evaluation, EvaluationItem, Tuning } from './batch.ts'

/** Scored, or failed with what the problem threw or returned; it never throws itself. */
export function evaluateItem(problem: Problem, item: EvaluationItem, tuning?: Tuning): Evaluation {
  const { genomeId } = item
  try {
    const spec = tunedNetwork(problem, item.network, tuning)
    const result = problem.evaluate(compileNetwork(spec), evaluationContext(problem, item.seed))
    const evaluation = checkedEvaluation(genomeId, result, problem.behaviour?.length ?? 0)
    if (evaluation.kind === 'failed' || tuning?.inherit !== true || spec === item.network) return evaluation
    return { ...evaluation, tuned: { weight: spec.weight, bias: spec.bias } }
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { kind: 'failed', genomeId, cause: 'threw', reason: `the evaluation threw ${reason}` }
  }
}

/** The network as it came where there is nothing to tune it on. */
function tunedNetwork(problem: Problem, spec: NetworkSpec, tuning: Tuning | undefined): NetworkSpec {
  if (tuning === undefined || problem.examples === undefined) return spec
  return fineTune(spec, problem.examples, tuning).spec
}

/**
 * Only finite numbers are fitness; `result` is what a problem returned, which need not keep its type's promise.
 * `axes` is the length that its behaviour must have.
 */
export function checkedEvaluation(
  genomeId: Evaluation['genomeId'],
  result: unknown,
  axes: number,
): Evaluation {
  const isScore = typeof result === 'object' && result !== null && 'fitness' in result
  const fitness = isScore ? result.fitness : result
  if (typeof fitness !== 'number' || !Number.isFinite(fitness)) {
    const reason = `the fitness must be a finite number, but it was ${describeValue(fitness)}`
    return { kind: 'failed', genomeId, cause: 'value', reason }
  }
  if (axes === 0) return { kind: 'scored', genomeId, fitness }
  const behaviour = checkedBehaviour(isScore && 'behaviour' in result ? result.behaviour : undefined, axes)
  if (behaviour !== null) return { kind: 'scored', genomeId, fitness, behaviour }
  return { kind: 'failed', genomeId, cause: 'value', reason: `the behaviour must be ${axes} finite numbers` }
}

function describeValue(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (value instanceof Promise) return 'a promise: evaluate has to return the number itself'
  return `a value of type ${typeof value}`
}

function checkedBehaviour(behaviour: unknown, axes: number): Float64Array | null {
  if (!Array.isArray(behaviour) || behaviour.length !== axes) return null
  return behaviour.every((value) => Number.isFinite(value)) ? Float64Array.from(behaviour) : null
}
