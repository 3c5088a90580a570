// What an evaluation of a problem is given besides the network: the same wherever it happens.
import { Random } from '../base/random.ts'
import type { Network } from '../network/network-spec.ts'
import { type AtWork, evaluationSignal, shareOf, UNWATCHED } from './at-work.ts'
import { defaultOptions, type OptionValues } from './options.ts'
import type { EvaluationContext, Problem } from './problem.ts'

/** Characters of what an evaluation says it is at. */
const LONGEST_NOTE = 200

/** What few evaluations have. */
export interface Surroundings {
  readonly opponents?: readonly Network[] | undefined
  readonly atWork?: AtWork | undefined
}

/** `seed` is an unsigned 32-bit number; the problem's defaults stand in for options that aren't given. */
export function evaluationContext(
  problem: Pick<Problem, 'options'>,
  seed: number,
  options: OptionValues = defaultOptions(problem.options),
  { opponents = [], atWork = UNWATCHED }: Surroundings = {},
): EvaluationContext {
  return {
    random: Random.fromSeed(seed),
    options,
    opponents,
    signal: evaluationSignal(atWork),
    progress: (share, note = '') => atWork.told(shareOf(share), String(note).slice(0, LONGEST_NOTE)),
  }
}
