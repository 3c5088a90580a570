import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkGenome } from '../../core/neat/check-genome.ts'
import type { NeatConfigInput } from '../../core/neat/config.ts'
import { GenomeDraft } from '../../core/neat/draft.ts'
import { bestSoFar } from '../../core/neat/population.ts'
import { admit, conceive, type SteadyPopulation } from '../../core/neat/steady-state.ts'
import { agedPopulation, configOf, LIVELY, SHAPE } from './support.ts'

function steadyOf(seed: number, input: NeatConfigInput = {}) {
  const config = configOf({ populationSize: 25, ...LIVELY, steadyState: { adjustEvery: 7 }, ...input })
  const { population, fitness, random } = agedPopulation(seed, 3, config)
  const best = bestSoFar({ ...population, best: null }, fitness, config.selection.goal)
  const steady: SteadyPopulation = { population: { ...population, best }, fitness, births: 0 }
  return { config, random, steady, draft: new GenomeDraft(SHAPE.inputs, SHAPE.outputs) }
}

test.each([
  ['the default settings', {}],
  ['a low fitness as the goal', { selection: { goal: 'minimise' as const } }],
  [
    'recurrent networks and k-means',
    { network: { kind: 'recurrent' as const }, speciation: { method: 'k-means' as const } },
  ],
])('with %s: the size stays, genomes are sound, species a partition, the best is kept', (_name, input) => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { config, random, draft, steady: first } = steadyOf(seed, input)
      let steady = first
      for (let birth = 0; birth < 40; birth++) {
        const conceived = conceive(steady, config, draft)
        steady = admit(conceived.steady, conceived.child, random.nextBetween(-9, 9), config)
        const { genomes, species, best } = steady.population
        expect(genomes).toHaveLength(25)
        expect(steady.fitness).toHaveLength(25)
        expect(checkGenome(conceived.child, config.network.kind)).toEqual([])
        expect(species.flatMap(({ members }) => members).toSorted((a, b) => a - b)).toEqual([
          ...genomes.keys(),
        ])
        expect(new Set(genomes.map(({ id }) => id)).size).toBe(25)
        expect(genomes.some(({ id }) => id === best?.genome.id)).toBe(true)
        expect(best?.fitness).toBe(
          config.selection.goal === 'minimise' ? Math.min(...steady.fitness) : Math.max(...steady.fitness),
        )
      }
      expect(steady.births).toBe(40)
      expect(steady.population.generation).toBe(1)
    }),
    { numRuns: 10 },
  )
})

test('whoever scores low makes room: the worst of a crowded species goes first', () => {
  const { config, draft, steady } = steadyOf(4, {
    speciation: { threshold: 1e6, adaptive: false },
    steadyState: { protectedShare: 0 },
  })
  const worst = steady.population.genomes[steady.fitness.indexOf(Math.min(...steady.fitness))]
  const { steady: with_, child } = conceive(steady, config, draft)
  const after = admit(with_, child, 0, config)
  expect(after.population.genomes.some(({ id }) => id === worst?.id)).toBe(false)
  expect(after.population.genomes.some(({ id }) => id === child.id)).toBe(true)
})

test('the youngest are not replaced, however low they score', () => {
  const { config, draft, steady: first } = steadyOf(4, { steadyState: { protectedShare: 0.5 } })
  let steady = first
  const born: number[] = []
  for (let birth = 0; birth < 30; birth++) {
    const conceived = conceive(steady, config, draft)
    steady = admit(conceived.steady, conceived.child, -100 - birth, config)
    born.push(conceived.child.id)
    const alive = new Set<number>(steady.population.genomes.map(({ id }) => id))
    expect(born.slice(-12).every((id) => alive.has(id))).toBe(true)
  }
})

test('the members of a species that stagnates make room first', () => {
  const {
    config,
    draft,
    steady: first,
  } = steadyOf(4, {
    selection: { stagnationLimit: 1, sparedSpecies: 1 },
    steadyState: { protectedShare: 0 },
  })
  const { population, fitness } = first
  const best = population.species.find(({ members }) =>
    members.some((member) => population.genomes[member]?.id === population.best?.genome.id),
  )
  // All but the best species stopped improving long ago; the worst genome of all is in the best species.
  const species = population.species.map((kind) => ({ ...kind, bestScore: 1e6, improvedAt: -100 }))
  const low = best?.members.find((member) => population.genomes[member]?.id !== population.best?.genome.id)
  const steady = { ...first, population: { ...population, species }, fitness: fitness.with(low ?? 0, -99) }
  const { steady: conceived, child } = conceive(steady, config, draft)
  const after = admit(conceived, child, 0, config)
  const gone = population.genomes.findIndex(
    ({ id }) => !after.population.genomes.some((kept) => kept.id === id),
  )
  expect(population.species.length).toBeGreaterThan(1)
  expect(best?.members.includes(gone)).toBe(false)
})

test('the threshold adapts every adjustEvery births, and not between them', () => {
  const { config, random, draft, steady: first } = steadyOf(4, { speciation: { targetSpecies: 1 } })
  let steady = first
  const thresholds = Array.from({ length: 14 }, () => {
    const conceived = conceive(steady, config, draft)
    steady = admit(conceived.steady, conceived.child, random.nextBetween(-9, 9), config)
    return steady.population.compatibilityThreshold
  })
  expect(new Set(thresholds.slice(0, 6)).size).toBe(1)
  expect(thresholds[6]).not.toBe(thresholds[5])
  expect(new Set(thresholds.slice(6, 13)).size).toBe(1)
})
