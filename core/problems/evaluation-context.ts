// What an evaluation of a problem is given besides the network: the same wherever it happens.
import { Random } from '../base/random.ts'
import type { Network } from '../network/network-spec.ts'
import { defaultOptions, type OptionValues } from './options.ts'
import type { EvaluationContext, Problem } from './problem.ts'

/** `seed` is an unsigned 32-bit number; the problem's defaults stand in for options that aren't given. */
export function evaluationContext(
  problem: Pick<Problem, 'options'>,
  seed: number,
  options: OptionValues = defaultOptions(problem.options),
  opponents: readonly Network[] = [],
): EvaluationContext {
  return { random: Random.fromSeed(seed), options, opponents }
}
