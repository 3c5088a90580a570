import fc from 'fast-check'
import { expect, test } from 'vitest'
import { speciesId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import type { NeatConfigInput } from '../../core/neat/config.ts'
import { largestRemainder, shareOffspring as share } from '../../core/neat/share-offspring.ts'
import type { Species } from '../../core/neat/species.ts'
import { configOf, relatives } from './support.ts'

const { stranger } = relatives(1)

/** Species of consecutive members with these sizes. */
function speciesOf(sizes: readonly number[]): readonly Species[] {
  let next = 0
  return sizes.map((size, index) => ({
    id: speciesId(index + 1),
    members: Array.from({ length: size }, () => next++),
    representative: stranger,
    born: 0,
    bestScore: Number.NEGATIVE_INFINITY,
    improvedAt: 0,
  }))
}

/** In generation 20; all species were born in generation 0. */
function shareOffspring(
  species: readonly Species[],
  fitness: Float64Array,
  populationSize: number,
  selection: NeatConfigInput['selection'] = {},
): readonly number[] {
  const config = configOf({ populationSize, selection })
  return share(species, fitness, { generation: 20, config, random: Random.fromSeed(1) })
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const anyFitness = fc.double({ noNaN: true, noDefaultInfinity: true })

test('the quotas add up to exactly the population, whatever the fitness', () => {
  const scored = fc.array(fc.array(anyFitness, { minLength: 1, maxLength: 9 }), {
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(scored, fc.integer({ min: 2, max: 5_000 }), fc.nat(9), (groups, size, minSpeciesSize) => {
      const species = speciesOf(groups.map((group) => group.length))
      const settings = { minSpeciesSize, youngAge: 30, youngBonus: 1.5, oldAge: 10, oldPenalty: 0.3 }
      const quotas = shareOffspring(species, Float64Array.from(groups.flat()), size, settings)
      expect(sum(quotas)).toBe(size)
      expect(quotas.every((quota) => Number.isInteger(quota) && quota >= 0)).toBe(true)
    }),
  )
})

test('the remainder method adds up to exactly the total, whatever the shares', () => {
  const share = fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true })
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 200 }), fc.nat(100_000), (shares, total) => {
      fc.pre(shares.some((value) => value > 0))
      const quotas = largestRemainder(shares, total)
      expect(sum(quotas)).toBe(total)
      expect(quotas.every((quota) => Number.isInteger(quota) && quota >= 0)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('children are in proportion to the mean fitness above the worst', () => {
  // Means above −2: 0, 2 and 6.
  const fitness = Float64Array.of(-2, -2, 0, 0, 3, 5)
  expect(shareOffspring(speciesOf([2, 2, 2]), fitness, 80)).toEqual([0, 20, 60])
})

test('fitness is shared: a species does not get more children for having more members', () => {
  const fitness = Float64Array.of(0, 0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4)
  expect(shareOffspring(speciesOf([2, 5, 5]), fitness, 100)).toEqual([0, 50, 50])
  expect(shareOffspring(speciesOf([2, 1, 9]), fitness, 100)).toEqual([0, 50, 50])
})

test('equal fitness gives equal quotas, the earlier species first', () => {
  expect(shareOffspring(speciesOf([4, 1, 1]), new Float64Array(6).fill(-7), 11)).toEqual([4, 4, 3])
})

test('shifting all fitness changes nothing', () => {
  const fitness = Float64Array.of(1, 2, 3, 5, 8, 13)
  const shifted = fitness.map((value) => value - 1_024)
  expect(shareOffspring(speciesOf([2, 2, 2]), shifted, 150)).toEqual(
    shareOffspring(speciesOf([2, 2, 2]), fitness, 150),
  )
})

test('the largest numbers there are still count in proportion', () => {
  const top = Number.MAX_VALUE
  expect(shareOffspring(speciesOf([1, 1, 1]), Float64Array.of(-top, top, top), 10)).toEqual([0, 5, 5])
})

test('the largest remainder gets what the division leaves', () => {
  expect(largestRemainder([5, 3, 2], 7)).toEqual([4, 2, 1])
  expect(largestRemainder([1, 1, 1], 2)).toEqual([1, 1, 0])
})

test('every species gets minSpeciesSize children, as far as the population goes round', () => {
  const fitness = Float64Array.of(0, 0, 0, 1)
  const species = speciesOf([1, 1, 1, 1])
  expect(shareOffspring(species, fitness, 20)).toEqual([0, 0, 0, 20])
  expect(shareOffspring(species, fitness, 20, { minSpeciesSize: 3 })).toEqual([3, 3, 3, 11])
  expect(shareOffspring(species, fitness, 20, { minSpeciesSize: 50 })).toEqual([5, 5, 5, 5])
  expect(shareOffspring(species, fitness, 3, { minSpeciesSize: 2 })).toEqual([0, 0, 0, 3])
})

test('young species get their bonus and old ones their penalty', () => {
  const [first, second, third] = speciesOf([2, 1, 1])
  if (first === undefined || second === undefined || third === undefined)
    throw new RangeError('three species')
  // Ages 20, 5 and 12; the first has the worst genome, all have the same mean above it otherwise.
  const species = [first, { ...second, born: 15 }, { ...third, born: 8 }]
  const fitness = Float64Array.of(0, 8, 4, 4)
  expect(shareOffspring(species, fitness, 90)).toEqual([30, 30, 30])
  expect(shareOffspring(species, fitness, 90, { youngAge: 6, youngBonus: 2.5 })).toEqual([20, 50, 20])
  expect(shareOffspring(species, fitness, 90, { oldAge: 20, oldPenalty: 0.25 })).toEqual([10, 40, 40])
})

test('by rank, how much better a species is makes no difference', () => {
  const by = (fitness: readonly number[], sharing: 'mean' | 'rank') =>
    shareOffspring(speciesOf([2, 2]), Float64Array.from(fitness), 60, { sharing })
  expect(by([0, 1, 2, 3], 'rank')).toEqual([10, 50])
  expect(by([0, 1, 2, 3000], 'rank')).toEqual([10, 50])
  expect(by([0, 1, 2, 3000], 'mean')).toEqual([0, 60])
})

test('equal scores have equal ranks', () => {
  expect(shareOffspring(speciesOf([1, 1, 1]), Float64Array.of(4, 4, 4), 9, { sharing: 'rank' })).toEqual([
    3, 3, 3,
  ])
})

test('tournaments go by fitness that is shared, and larger ones are stricter', () => {
  const species = speciesOf([1, 6])
  // The lone genome has half of the others' fitness, and shares it with nobody.
  const fitness = Float64Array.of(5, 10, 10, 10, 10, 10, 0)
  const lone = (tournamentSize: number) =>
    shareOffspring(species, fitness, 7_000, { sharing: 'tournament', tournamentSize })[0] ?? 0
  expect(lone(1) / 1_000).toBeCloseTo(1, 1)
  expect(lone(4)).toBeGreaterThan(2_800)
  expect(lone(4)).toBeLessThan(3_700)
})
