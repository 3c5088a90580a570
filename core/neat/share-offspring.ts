// Explicit fitness sharing: how many children each species may have (Stanley & Miikkulainen 2002, §3.3).
import { invariant } from '../base/invariant.ts'
import type { Random } from '../base/random.ts'
import type { NeatConfig } from './config.ts'
import type { Species } from './species.ts'

export interface Sharing {
  readonly generation: number
  readonly config: NeatConfig
  /** Drawn from for tournaments only. */
  readonly random: Random
}

/**
 * Children per species, adding up to exactly `populationSize`: in proportion to the mean score of its members above
 * the worst of the population, so that negative scores are fair too, or to their mean rank, times what its age is
 * worth. What the division leaves goes to the largest remainders, the earlier species first among equals. With
 * tournaments, chance decides child by child.
 */
export function shareOffspring(
  species: readonly Species[],
  scores: Float64Array,
  { generation, config, random }: Sharing,
): readonly number[] {
  invariant(species.length > 0, 'no species is left to have children')
  const { populationSize, selection } = config
  const quotas =
    selection.sharing === 'tournament'
      ? tournaments(species, sharedScores(species, scores, generation, selection), config, random)
      : largestRemainder(agedShares(species, scores, generation, selection), populationSize)
  return withLeast(quotas, Math.min(selection.minSpeciesSize, Math.floor(populationSize / species.length)))
}

type Settings = NeatConfig['selection']

function agedShares(
  species: readonly Species[],
  scores: Float64Array,
  generation: number,
  selection: Settings,
): readonly number[] {
  const worths = selection.sharing === 'rank' ? ranksOf(scores) : scores
  const worst = worths.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
  const shares = species.map((kind) => meanAbove(worst, kind.members, worths))
  const largest = shares.reduce((high, share) => Math.max(high, share), 0)
  return species.map((kind, index) => {
    // Relative to the largest no factor of age can overflow.
    const share = largest > 0 ? (shares[index] ?? 0) / largest : 1
    return share * ageFactor(generation - kind.born, selection)
  })
}

/** 0 for the worst; equals have the same rank, one above the number of those below them. */
function ranksOf(scores: Float64Array): Float64Array {
  const order = [...scores.keys()].sort((a, b) => (scores[a] as number) - (scores[b] as number))
  const ranks = new Float64Array(scores.length)
  order.forEach((genome, place) => {
    const before = order[place - 1]
    const isEqual = before !== undefined && scores[before] === scores[genome]
    ranks[genome] = isEqual ? (ranks[before] as number) : place
  })
  return ranks
}

/** Scores above the worst, shared with the other members of the species (2002, equation 2); NaN for the rest. */
function sharedScores(
  species: readonly Species[],
  scores: Float64Array,
  generation: number,
  selection: Settings,
): Float64Array {
  const worst = scores.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
  const shared = new Float64Array(scores.length).fill(Number.NaN)
  for (const { members, born } of species) {
    const factor = ageFactor(generation - born, selection) / members.length
    for (const member of members) shared[member] = ((scores[member] ?? worst) / 4 - worst / 4) * factor
  }
  return shared
}

/** Every child goes to the species of the best of `tournamentSize` genomes; the first drawn among equals. */
function tournaments(
  species: readonly Species[],
  shared: Float64Array,
  { populationSize, selection }: NeatConfig,
  random: Random,
): readonly number[] {
  const entrants = species.flatMap((kind, index) => kind.members.map((member) => ({ member, index })))
  const quotas = species.map(() => 0)
  for (let child = 0; child < populationSize; child++) {
    let winner = entrants[random.nextInt(entrants.length)]
    for (let round = 1; round < selection.tournamentSize; round++) {
      const other = entrants[random.nextInt(entrants.length)]
      const isBetter = (shared[other?.member ?? -1] ?? 0) > (shared[winner?.member ?? -1] ?? 0)
      if (isBetter) winner = other
    }
    const home = winner?.index ?? 0
    quotas[home] = (quotas[home] ?? 0) + 1
  }
  return quotas
}

/** Young species may need time, old ones had it (original C++, Species::adjust_fitness; MultiNEAT, AdjustFitness). */
function ageFactor(
  age: number,
  { youngAge, youngBonus, oldAge, oldPenalty }: NeatConfig['selection'],
): number {
  return (age < youngAge ? youngBonus : 1) * (age >= oldAge ? oldPenalty : 1)
}

/** At least `least` for everyone, taken one by one from whoever has most; the sum stays. */
function withLeast(quotas: readonly number[], least: number): readonly number[] {
  const raised = quotas.map((quota) => Math.max(quota, least))
  const sum = (numbers: readonly number[]) => numbers.reduce((acc, quota) => acc + quota, 0)
  takeBack(raised, sum(raised) - sum(quotas))
  return raised
}

function meanAbove(worst: number, members: readonly number[], fitness: Float64Array): number {
  let sum = 0
  // Quarters keep differences of the largest numbers, and their sum, finite; all shares are scaled alike.
  for (const member of members) sum += ((fitness[member] ?? worst) / 4 - worst / 4) / members.length
  return sum
}

/**
 * Whole numbers in proportion to `shares` (none negative) that add up to exactly `total`: Hamilton's method. Shares that
 * are all 0 count as equal.
 */
export function largestRemainder(shares: readonly number[], total: number): readonly number[] {
  const largest = shares.reduce((high, share) => Math.max(high, share), 0)
  // Relative to the largest they add up without overflow.
  const relative = shares.map((share) => (largest > 0 ? share / largest : 1))
  const sum = relative.reduce((acc, share) => acc + share, 0)
  const exact = relative.map((share) => (share / sum) * total)
  const quotas = exact.map(Math.floor)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  const left = total - quotas.reduce((acc, quota) => acc + quota, 0)
  for (const { index } of byRemainder.slice(0, Math.max(0, left))) quotas[index] = (quotas[index] ?? 0) + 1
  takeBack(quotas, -left)
  return quotas
}

/** The largest quotas can spare a surplus; rounding may make one, too. */
function takeBack(quotas: number[], surplus: number): void {
  for (let left = surplus; left > 0; left--) {
    const largest = quotas.indexOf(quotas.reduce((high, quota) => Math.max(high, quota), 0))
    quotas[largest] = (quotas[largest] ?? 0) - 1
  }
}
