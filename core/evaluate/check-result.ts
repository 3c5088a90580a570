// What a problem returned for a genome, which need not keep its type's promise: a fitness, or why it is none.
import type { Evaluation } from './batch.ts'
import { keptMetrics, type Metrics, metricsIssue } from './metrics.ts'

/**
 * Only finite numbers are fitness and metrics; `result` is what a problem returned, which need not keep its type's promise.
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
    const isOther = typeof result === 'object' && result !== null && !isScore && !(result instanceof Promise)
    const got = isOther ? 'an object without "fitness"' : describeValue(fitness)
    const reason = `the fitness must be a finite number, but it was ${got}`
    return { kind: 'failed', genomeId, cause: 'value', reason }
  }
  const metrics = (isScore && 'metrics' in result ? result.metrics : undefined) ?? {}
  const issue = metricsIssue(metrics)
  if (issue !== null) return { kind: 'failed', genomeId, cause: 'value', reason: issue }
  const measured = keptMetrics(metrics as Metrics) // just looked at
  if (axes === 0) return { kind: 'scored', genomeId, fitness, ...measured }
  const behaviour = checkedBehaviour(isScore && 'behaviour' in result ? result.behaviour : undefined, axes)
  if (behaviour !== null) return { kind: 'scored', genomeId, fitness, behaviour, ...measured }
  const wanted = `${axes} finite ${axes === 1 ? 'number' : 'numbers'}`
  return { kind: 'failed', genomeId, cause: 'value', reason: `the behaviour must be a list of ${wanted}` }
}

/** A value that should have been something else, in a sentence. */
export function describeValue(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (value instanceof Promise) return 'a promise: evaluate has to return the number itself'
  return `a value of type ${typeof value}`
}

function checkedBehaviour(behaviour: unknown, axes: number): Float64Array | null {
  const isList = Array.isArray(behaviour) || behaviour instanceof Float64Array
  if (!isList || behaviour.length !== axes) return null
  return behaviour.every((value) => Number.isFinite(value)) ? Float64Array.from(behaviour) : null
}
