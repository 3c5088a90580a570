import fc from 'fast-check'
import { expect, test } from 'vitest'
import { speciesId } from '../../core/base/ids.ts'
import { runToEnd } from '../../core/base/steps.ts'
import { compatibilityDistance } from '../../core/neat/distance.ts'
import { adaptThreshold, speciate as speciateInSteps } from '../../core/neat/speciate.ts'
import { agedPopulation, configOf, LIVELY } from './support.ts'

const config = configOf({ populationSize: 40, ...LIVELY, speciation: { maxSpecies: 1_000 } })
const speciate = (...args: Parameters<typeof speciateInSteps>) => runToEnd(speciateInSteps(...args))
const born = { generation: 9, nextSpeciesId: speciesId(50) }

test('species are a partition of the population, and none is empty', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0.1, max: 8, noNaN: true }), (seed, threshold) => {
      const { population } = agedPopulation(seed, 4, config)
      const { species } = speciate(population.genomes, population.species, threshold, born, config.speciation)
      const members = species.flatMap((kind) => kind.members)
      expect(members.toSorted((a, b) => a - b)).toEqual([...population.genomes.keys()])
      expect(species.every((kind) => kind.members.length > 0)).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('every genome joins the first species whose representative is nearer than the threshold', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0.1, max: 8, noNaN: true }), (seed, threshold) => {
      const { population } = agedPopulation(seed, 4, config)
      const { genomes } = population
      const { species } = speciate(genomes, population.species, threshold, born, config.speciation)
      genomes.forEach((genome, index) => {
        const near = (kind: (typeof species)[number]) =>
          compatibilityDistance(genome, kind.representative, config.speciation) < threshold
        const home = species.findIndex((kind) => kind.members.includes(index))
        expect(species[home] !== undefined && near(species[home])).toBe(true)
        // A species founded after this genome was placed is no candidate.
        const earlier = species
          .slice(0, home)
          .filter((kind) => (kind.members[0] ?? 0) < index || kind.born < 9)
        expect(earlier.filter(near)).toEqual([])
      })
    }),
    { numRuns: 30 },
  )
})

test('a species that nobody joins is gone, and its number is not given again', () => {
  const { population } = agedPopulation(1, 6, config)
  const first = speciate(
    population.genomes,
    [],
    1,
    { generation: 0, nextSpeciesId: speciesId(1) },
    config.speciation,
  )
  const few = population.genomes.slice(0, 3)
  const second = speciate(
    few,
    first.species,
    1,
    { generation: 1, nextSpeciesId: first.nextSpeciesId },
    config.speciation,
  )
  expect(second.species.length).toBeLessThan(first.species.length)
  expect(second.nextSpeciesId).toBe(first.nextSpeciesId)
  expect(Math.max(...first.species.map(({ id }) => id))).toBeLessThan(first.nextSpeciesId)
})

test('a newcomer founds a species with a new number, born now', () => {
  const { population } = agedPopulation(1, 6, config)
  const { species, nextSpeciesId } = speciate(population.genomes, [], 0.5, born, config.speciation)
  expect(species[0]).toMatchObject({ id: 50, born: 9, improvedAt: 9, bestScore: Number.NEGATIVE_INFINITY })
  expect(species.map(({ id }) => id)).toEqual(species.map((_, index) => 50 + index))
  expect(nextSpeciesId).toBe(50 + species.length)
})

test('the threshold moves a step per doubling towards the target number of species, not below its least', () => {
  const settings = { ...config.speciation, targetSpecies: 10, thresholdStep: 0.25, minThreshold: 1 }
  expect(adaptThreshold(3, 20, settings)).toBeCloseTo(3.25, 12)
  expect(adaptThreshold(3, 80, settings)).toBeCloseTo(3.75, 12)
  expect(adaptThreshold(3, 5, settings)).toBeCloseTo(2.75, 12)
  expect(adaptThreshold(3, 10, settings)).toBe(3)
  expect(adaptThreshold(1.1, 1, settings)).toBe(1)
  expect(adaptThreshold(3, 11, { ...settings, adaptive: false })).toBe(3)
})

test('beyond maxSpecies none is founded: a genome far from all joins the nearest', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, maxSpecies) => {
      const { genomes } = agedPopulation(seed, 4, config).population
      const settings = { ...config.speciation, maxSpecies }
      const { species } = speciate(genomes, [], 0, born, settings)
      expect(species).toHaveLength(maxSpecies)
      expect(species.flatMap(({ members }) => members).toSorted((a, b) => a - b)).toEqual([...genomes.keys()])
      for (const kind of species) {
        for (const member of kind.members) {
          const genome = genomes[member]
          if (genome === undefined) throw new RangeError('members are genomes')
          const distances = species.map((other) =>
            compatibilityDistance(genome, other.representative, settings),
          )
          const own = distances[species.indexOf(kind)]
          expect(own).toBe(Math.min(...distances))
        }
      }
    }),
    { numRuns: 30 },
  )
})
