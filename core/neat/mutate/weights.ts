// Mutation of weights, and of biases with them: perturbed or drawn anew, gene by gene (Stanley & Miikkulainen 2002, §3.1,
// §4.1).
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'
import { mutateNumbers } from './draw.ts'

export function mutateWeights(draft: GenomeDraft, config: NeatConfig, random: Random): void {
  const { weights, biases } = config
  const how = { ...weights, centre: 0, low: -weights.limit, high: weights.limit }
  mutateNumbers(draft.weight, draft.connectionCount, how, random)
  if (biases.genes === 'with-weights') mutateNumbers(draft.bias, draft.nodeCount, how, random)
}
