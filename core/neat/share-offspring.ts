// Explicit fitness sharing: how many children each species may have (Stanley & Miikkulainen 2002, §3.3).
import { invariant } from '../base/invariant.ts'
import type { Species } from './species.ts'

/**
 * Children per species, adding up to exactly `populationSize`: in proportion to the mean fitness of its members above
 * the worst of the population, so that negative scores are fair too. What the division leaves goes to the largest
 * remainders, the earlier species first among equals.
 */
export function shareOffspring(
  species: readonly Species[],
  fitness: Float64Array,
  populationSize: number,
): readonly number[] {
  invariant(species.length > 0, 'no species is left to have children')
  const worst = fitness.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
  const shares = species.map(({ members }) => meanAbove(worst, members, fitness))
  const total = shares.reduce((sum, share) => sum + share, 0)
  const usable = total > 0 && Number.isFinite(total)
  return largestRemainder(usable ? shares : shares.map(() => 1), populationSize)
}

function meanAbove(worst: number, members: readonly number[], fitness: Float64Array): number {
  let sum = 0
  // Halves keep the difference of the largest numbers finite; all shares are scaled alike.
  for (const member of members) sum += ((fitness[member] ?? worst) / 2 - worst / 2) / members.length
  return sum
}

/** Whole numbers in proportion to `shares` (not all 0) that add up to `total`: Hamilton's method. */
export function largestRemainder(shares: readonly number[], total: number): readonly number[] {
  const sum = shares.reduce((acc, share) => acc + share, 0)
  const exact = shares.map((share) => (share / sum) * total)
  const quotas = exact.map(Math.floor)
  const left = total - quotas.reduce((acc, quota) => acc + quota, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder.slice(0, left)) quotas[index] = (quotas[index] ?? 0) + 1
  return quotas
}
