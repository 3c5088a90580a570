// Compatibility distance δ = c1·E/N + c2·D/N + c3·W̄ (Stanley & Miikkulainen 2002, §3.3, equation 1).
// Typed-array reads are in range by construction, hence the casts.
import type { NeatConfig } from './config.ts'
import type { Genome } from './genome.ts'

type Settings = NeatConfig['speciation']

/** Symmetric, zero between equal genomes. N is 1 below `normaliseFrom` genes in the larger genome. */
export function compatibilityDistance(a: Genome, b: Genome, settings: Settings): number {
  return distanceUpTo(a, b, settings, Number.POSITIVE_INFINITY)
}

/** Whether the distance is below `threshold`; seldom reads all genes of genomes that are far apart. */
export function isCompatible(a: Genome, b: Genome, settings: Settings, threshold: number): boolean {
  return distanceUpTo(a, b, settings, threshold) < threshold
}

/** The distance, or infinity as soon as it is certain to be above `limit`. */
export function distanceUpTo(a: Genome, b: Genome, settings: Settings, limit: number): number {
  const left = a.connections
  const right = b.connections
  const lefts = left.innovation.length
  const rights = right.innovation.length
  const larger = Math.max(lefts, rights)
  const size = larger < settings.normaliseFrom ? 1 : larger
  // What one more unit of each adds at least, and a limit that rounding cannot reach from below.
  const perDisjoint = settings.disjointCoefficient / size
  const perDifference = settings.weightCoefficient / Math.min(lefts, rights)
  const certain = limit * (1 + 1e-9)
  let i = 0
  let j = 0
  let matching = 0
  let disjoint = 0
  let difference = 0
  while (i < lefts && j < rights) {
    const gap = (left.innovation[i] as number) - (right.innovation[j] as number)
    if (gap === 0) {
      matching++
      difference += Math.abs((left.weight[i++] as number) - (right.weight[j++] as number))
      if (perDifference * difference + perDisjoint * disjoint > certain) return Number.POSITIVE_INFINITY
    } else {
      disjoint++
      if (gap < 0) i++
      else j++
    }
  }
  const excess = lefts - i + (rights - j)
  const structural = settings.excessCoefficient * excess + settings.disjointCoefficient * disjoint
  const meanDifference = matching === 0 ? 0 : difference / matching
  return structural / size + settings.weightCoefficient * meanDifference
}
