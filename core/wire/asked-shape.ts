// What was asked of an evaluation, told by its batch and its genome: the shape of a result, and whether two evaluate it.
import type { EvaluationBatch, EvaluationItem } from '../evaluate/batch.ts'
import type { Scored } from './genome-task.ts'

/** Whether a result has the numbers that were asked for. */
export function hasShape(
  { behaviour, tuned }: Scored,
  { network }: EvaluationItem,
  { behaviourAxes, tuning }: Pick<EvaluationBatch, 'behaviourAxes' | 'tuning'>,
): boolean {
  if ((behaviour?.length ?? 0) !== (behaviourAxes ?? 0)) return false
  if (tuned === undefined) return true
  const { weight, bias } = network
  return (
    tuning?.inherit === true && tuned.weight.length === weight.length && tuned.bias.length === bias.length
  )
}

/** A share of genomes, told by their seeds: the same for everybody, and nothing that a worker could foresee. */
export function isSampled({ seed }: EvaluationItem, percent: number): boolean {
  return (Math.imul(seed, 0x9e3779b1) >>> 0) / 4294967296 < percent / 100
}
