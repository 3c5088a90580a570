// Mutation of responses, the factors of what goes into nodes (neat-python, response_mutate_rate and its kin).
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'
import { mutateNumbers } from './draw.ts'

export function mutateResponses(
  draft: GenomeDraft,
  { responses, weights }: NeatConfig,
  random: Random,
): void {
  const { perturbation, replacement } = weights
  const how = {
    ...responses,
    perturbation,
    replacement,
    centre: 1,
    low: -responses.limit,
    high: responses.limit,
  }
  mutateNumbers(draft.response, draft.nodeCount, how, random)
}
