// Random numbers for genes: the distributions that a setting can name.
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'

export type Distribution = NeatConfig['weights']['perturbation']

const TWO_TO_32 = 4294967296

/** How the numbers of one kind of gene change. */
export interface NumberMutation {
  readonly perturbRate: number
  readonly replaceRate: number
  readonly power: number
  readonly perturbation: Distribution
  readonly replaceRange: number
  readonly replacement: Distribution
  /** Replacements are drawn around this. */
  readonly centre: number
  readonly low: number
  readonly high: number
}

/** Perturbs or draws anew, gene by gene; one 32-bit draw decides for each. */
export function mutateNumbers(genes: Float64Array, count: number, how: NumberMutation, random: Random): void {
  const { power, perturbation, replaceRange, replacement, centre, low, high } = how
  // Rates as marks on the range of one 32-bit draw per gene.
  const replaceBelow = how.replaceRate * TWO_TO_32
  const perturbBelow = replaceBelow + how.perturbRate * TWO_TO_32
  for (let gene = 0; gene < count; gene++) {
    const chance = random.nextUint32()
    if (chance < replaceBelow) {
      genes[gene] = clamp(centre + drawn(replacement, replaceRange, random), low, high)
    } else if (chance < perturbBelow) {
      genes[gene] = clamp((genes[gene] as number) + drawn(perturbation, power, random), low, high)
    }
  }
}

/** A number around 0: `scale` is the standard deviation, the half-width, or the scale of the Cauchy distribution. */
export function drawn(distribution: Distribution, scale: number, random: Random): number {
  if (distribution === 'gauss') return scale * random.nextGaussian()
  if (distribution === 'uniform') return random.nextBetween(-scale, scale)
  return scale * random.nextCauchy()
}

/** Never −0, which JSON would not keep. */
function clamp(value: number, low: number, high: number): number {
  return value > high ? high : Math.max(value, low) + 0
}
