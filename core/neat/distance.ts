// Compatibility distance δ = c1·E/N + c2·D/N + c3·W̄ (Stanley & Miikkulainen 2002, §3.3, equation 1).
// Typed-array reads are in range by construction, hence the casts.
import type { NeatConfig } from './config.ts'
import type { Genome } from './genome.ts'

/** Symmetric, zero between equal genomes. N is 1 below `normaliseFrom` genes in the larger genome. */
export function compatibilityDistance(a: Genome, b: Genome, settings: NeatConfig['speciation']): number {
  const left = a.connections
  const right = b.connections
  const lefts = left.innovation.length
  const rights = right.innovation.length
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
    } else {
      disjoint++
      if (gap < 0) i++
      else j++
    }
  }
  const excess = lefts - i + (rights - j)
  const larger = Math.max(lefts, rights)
  const size = larger < settings.normaliseFrom ? 1 : larger
  const structural = settings.excessCoefficient * excess + settings.disjointCoefficient * disjoint
  const meanDifference = matching === 0 ? 0 : difference / matching
  return structural / size + settings.weightCoefficient * meanDifference
}
