// Mutation of the time constants of a ctrnn's nodes (Beer 1995; neat-python, time_constant).
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'
import { mutateNumbers } from './draw.ts'

/** False where the genome has none. */
export function mutateTimeConstants(draft: GenomeDraft, config: NeatConfig, random: Random): boolean {
  if (draft.timeConstant === null) return false
  const { perturbRate, power, limit } = config.timeConstants
  const { perturbation, replacement } = config.weights
  const how = {
    perturbRate,
    replaceRate: 0,
    power,
    perturbation,
    replaceRange: 0,
    replacement,
    centre: 0,
    low: 1,
    high: limit,
  }
  mutateNumbers(draft.timeConstant, draft.nodeCount, how, random)
  return true
}
