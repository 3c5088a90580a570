// Mutation of biases by rates of their own (neat-python, bias_mutate_rate and its kin).
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'
import { mutateNumbers } from './draw.ts'

export function mutateBiases(draft: GenomeDraft, { biases, weights }: NeatConfig, random: Random): void {
  const { perturbation, replacement } = weights
  const how = { ...biases, perturbation, replacement, centre: 0, low: -biases.limit, high: biases.limit }
  mutateNumbers(draft.bias, draft.nodeCount, how, random)
}
