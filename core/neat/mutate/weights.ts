// Mutation of weights and biases: perturbed or drawn anew, gene by gene (Stanley & Miikkulainen 2002, §3.1, §4.1).
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'

type WeightSettings = NeatConfig['weights']

const TWO_TO_32 = 4294967296

export function mutateWeights(draft: GenomeDraft, settings: WeightSettings, random: Random): void {
  mutateNumbers(draft.weight, draft.connectionCount, settings, random)
  mutateNumbers(draft.bias, draft.nodeCount, settings, random)
}

function mutateNumbers(genes: Float64Array, count: number, settings: WeightSettings, random: Random): void {
  const { power, replaceRange, limit } = settings
  // Rates as marks on the range of one 32-bit draw per gene.
  const replaceBelow = settings.replaceRate * TWO_TO_32
  const perturbBelow = replaceBelow + settings.perturbRate * TWO_TO_32
  for (let gene = 0; gene < count; gene++) {
    const draw = random.nextUint32()
    if (draw < replaceBelow) {
      genes[gene] = random.nextBetween(-replaceRange, replaceRange)
    } else if (draw < perturbBelow) {
      genes[gene] = clamp((genes[gene] as number) + power * random.nextGaussian(), limit)
    }
  }
}

/** Never −0, which JSON would not keep. */
function clamp(value: number, limit: number): number {
  return value > limit ? limit : Math.max(value, -limit) + 0
}
