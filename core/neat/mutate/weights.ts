// Mutation of weights and biases: perturbed or drawn anew, gene by gene (Stanley & Miikkulainen 2002, §3.1, §4.1).
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'

type WeightSettings = NeatConfig['weights']

export function mutateWeights(draft: GenomeDraft, settings: WeightSettings, random: Random): void {
  mutateNumbers(draft.weight, draft.connectionCount, settings, random)
  mutateNumbers(draft.bias, draft.nodeCount, settings, random)
}

function mutateNumbers(genes: Float64Array, count: number, settings: WeightSettings, random: Random): void {
  const { replaceRate, perturbRate, power, replaceRange, limit } = settings
  for (let gene = 0; gene < count; gene++) {
    const draw = random.nextFloat()
    if (draw < replaceRate) {
      genes[gene] = random.nextBetween(-replaceRange, replaceRange)
    } else if (draw < replaceRate + perturbRate) {
      genes[gene] = clamp((genes[gene] as number) + power * random.nextGaussian(), limit)
    }
  }
}

/** Never −0, which JSON would not keep. */
function clamp(value: number, limit: number): number {
  return value > limit ? limit : Math.max(value, -limit) + 0
}
