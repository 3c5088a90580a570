import fc from 'fast-check'
import { expect, test } from 'vitest'
import { speciesId } from '../../core/base/ids.ts'
import { runToEnd } from '../../core/base/steps.ts'
import { clusterSpecies } from '../../core/neat/cluster-species.ts'
import { compatibilityDistance } from '../../core/neat/distance.ts'
import { nextGeneration } from '../../core/neat/population.ts'
import { agedPopulation, configOf, LIVELY, randomFitness } from './support.ts'

const config = configOf({
  populationSize: 40,
  ...LIVELY,
  speciation: { method: 'k-means', targetSpecies: 6 },
})
const cluster = (...args: Parameters<typeof clusterSpecies>) => runToEnd(clusterSpecies(...args))
const born = { generation: 9, nextSpeciesId: speciesId(50) }

test('there are as many species as asked for; they are a partition and in order of id', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { population } = agedPopulation(seed, 4, config)
      const { species } = cluster(population.genomes, population.species, born, config.speciation)
      expect(species).toHaveLength(6)
      const members = species.flatMap((kind) => kind.members)
      expect(members.toSorted((a, b) => a - b)).toEqual([...population.genomes.keys()])
      const ids = species.map(({ id }) => id)
      expect(ids).toEqual(ids.toSorted((a, b) => a - b))
      expect(
        species.every(({ members: own, representative }) =>
          own.some((i) => population.genomes[i] === representative),
        ),
      ).toBe(true)
    }),
    { numRuns: 20 },
  )
})

test('species of the last generation go on with their record', () => {
  const { population, fitness } = agedPopulation(3, 6, config)
  const next = nextGeneration(population, fitness, config)
  const kept = next.species.filter(({ id }) => population.species.some((old) => old.id === id))
  expect(kept.length).toBeGreaterThan(2)
  for (const kind of kept) {
    expect(kind.born).toBe(population.species.find(({ id }) => id === kind.id)?.born)
  }
})

test('members are nearer to each other than to the others, on the whole', () => {
  const { population } = agedPopulation(11, 8, config)
  const { genomes, species } = { ...population, ...cluster(population.genomes, [], born, config.speciation) }
  const homes = genomes.map((_, index) => species.findIndex(({ members }) => members.includes(index)))
  const sums = { within: 0, withins: 0, between: 0, betweens: 0 }
  genomes.forEach((a, i) => {
    genomes.slice(0, i).forEach((b, j) => {
      const distance = compatibilityDistance(a, b, config.speciation)
      if (homes[i] === homes[j]) {
        sums.within += distance
        sums.withins++
      } else {
        sums.between += distance
        sums.betweens++
      }
    })
  })
  expect(sums.within / sums.withins).toBeLessThan(0.8 * (sums.between / sums.betweens))
})

test('fewer genomes than species are one species each at most, and equal ones need no more than one', () => {
  const { population } = agedPopulation(3, 2, config)
  const [one] = population.genomes
  if (one === undefined) throw new RangeError('there is a genome')
  const few = cluster(population.genomes.slice(0, 3), [], born, config.speciation).species
  expect(few.length).toBeLessThanOrEqual(3)
  const same = cluster([one, one, one], [], born, config.speciation).species
  expect(same.flatMap(({ members }) => members).toSorted()).toEqual([0, 1, 2])
})

test('the same population is divided in the same way again', () => {
  const { population, random } = agedPopulation(8, 5, config)
  const fitness = randomFitness(population, random)
  expect(nextGeneration(population, fitness, config).species).toEqual(
    nextGeneration(population, fitness, config).species,
  )
})
