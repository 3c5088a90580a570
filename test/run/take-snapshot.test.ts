import { expect, test } from 'vitest'
import { enabledConnectionCount, hiddenNodeCount } from '../../core/neat/genome.ts'
import { createPopulation, nextGeneration } from '../../core/neat/population.ts'
import { populationHash } from '../../core/neat/population-hash.ts'
import { takeSnapshot } from '../../core/run/take-snapshot.ts'
import { agedPopulation, configOf, LIVELY, SHAPE } from '../neat/support.ts'

const config = configOf({ populationSize: 60, ...LIVELY })
const { selection } = config

test('it tells what the population and its fitness tell', () => {
  const { population, fitness } = agedPopulation(9, 8, config)
  const snapshot = takeSnapshot({ population, fitness, evaluations: 540, failures: 2, selection })
  const champion = fitness.indexOf(Math.max(...fitness))
  const genome = population.genomes[champion]
  if (genome === undefined) throw new RangeError('there is a champion')
  expect(snapshot).toMatchObject({
    version: 1,
    generation: 8,
    populationSize: 60,
    best: fitness[champion],
    compatibilityThreshold: population.compatibilityThreshold,
    evaluations: 540,
    failures: 2,
    champion: {
      genomeId: genome.id,
      fitness: fitness[champion],
      hiddenNodes: hiddenNodeCount(genome),
      enabledConnections: enabledConnectionCount(genome),
    },
    populationHash: populationHash(population.genomes, fitness),
  })
  expect(snapshot.mean).toBeCloseTo(fitness.reduce((sum, value) => sum + value, 0) / 60, 12)
})

test('species come in order of id, and their sizes add up to the population', () => {
  const { population, fitness } = agedPopulation(9, 8, config)
  const { species } = takeSnapshot({ population, fitness, evaluations: 0, failures: 0, selection })
  const ids = species.map(({ id }) => id)
  expect(ids).toEqual(ids.toSorted((a, b) => a - b))
  expect(species.reduce((sum, { size }) => sum + size, 0)).toBe(60)
  population.species.forEach((kind, index) => {
    const scores = kind.members.map((member) => fitness[member] ?? 0)
    expect(species[index]).toMatchObject({
      size: kind.members.length,
      age: 8 - kind.born,
      best: Math.max(...scores),
    })
  })
})

test('quartiles lie between the nearest ranks', () => {
  const five = configOf({ populationSize: 5 })
  const population = createPopulation(five, SHAPE, 1)
  const quartiles = (...fitness: number[]) =>
    takeSnapshot({
      population,
      fitness: Float64Array.from(fitness),
      evaluations: 5,
      failures: 0,
      selection,
    }).quartiles
  expect(quartiles(5, 1, 4, 2, 3)).toEqual([2, 3, 4])
  expect(quartiles(0, 0, 10, 20, 20)).toEqual([0, 10, 20])
})

test('the largest fitness there is has a finite mean', () => {
  const { population } = agedPopulation(9, 1, config)
  const fitness = new Float64Array(60).fill(Number.MAX_VALUE)
  expect(takeSnapshot({ population, fitness, evaluations: 0, failures: 0, selection }).mean).toBeLessThan(
    Infinity,
  )
})

test('stagnation counts the generations since a species improved', () => {
  const single = configOf({ populationSize: 10, speciation: { threshold: 1e6, adaptive: false } })
  let population = createPopulation(single, SHAPE, 1)
  const scores = [5, 3, 3, 6, 6]
  const told = scores.map((score) => {
    const fitness = new Float64Array(10).fill(score)
    const snapshot = takeSnapshot({ population, fitness, evaluations: 0, failures: 0, selection })
    population = nextGeneration(population, fitness, single)
    return snapshot.species[0]?.stagnation
  })
  expect(told).toEqual([0, 1, 2, 0, 1])
})

test('stagnation is of what selection rewards: of novelty, or of the mean', () => {
  const single = configOf({ populationSize: 10, speciation: { threshold: 1e6, adaptive: false } })
  const start = createPopulation(single, SHAPE, 1)
  const rising = new Float64Array(10).map((_, index) => index)
  const still = new Float64Array(10)
  const first = { population: start, fitness: rising, evaluations: 10, failures: 0, selection }
  const second = { ...first, population: nextGeneration(start, rising, single) }
  const told = (evaluated: typeof first & { scores?: Float64Array }) =>
    takeSnapshot(evaluated).species[0]?.stagnation
  expect(told({ ...second, fitness: rising.map((value) => value + 1) })).toBe(0)
  expect(told({ ...second, fitness: rising.map((value) => value + 1), scores: still })).toBe(1)
  const champion = still.with(0, 9.5)
  expect(told({ ...second, fitness: champion })).toBe(0)
  const { goal } = selection
  const recorded = second.population.species.map((kind) => ({ ...kind, bestScore: 4.5 }))
  const byMean = { ...second, population: { ...second.population, species: recorded } }
  expect(
    told({
      ...byMean,
      fitness: champion,
      selection: { goal, stagnationMeasure: 'mean' } as typeof selection,
    }),
  ).toBe(1)
})

test('it is small, plain JSON', () => {
  const { population, fitness } = agedPopulation(9, 8, config)
  const snapshot = takeSnapshot({ population, fitness, evaluations: 0, failures: 0, selection })
  expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
  expect(JSON.stringify(snapshot).length).toBeLessThan(1_000 + 150 * population.species.length)
})

test('complexity is that of all genomes: hidden nodes and enabled connections', () => {
  const { population, fitness } = agedPopulation(9, 8, config)
  const { complexity } = takeSnapshot({ population, fitness, evaluations: 0, failures: 0, selection })
  const nodes = population.genomes.map(hiddenNodeCount)
  const connections = population.genomes.map(enabledConnectionCount)
  expect(complexity?.nodes.max).toBe(Math.max(...nodes))
  expect(complexity?.connections.max).toBe(Math.max(...connections))
  expect(complexity?.nodes.mean).toBeCloseTo(nodes.reduce((sum, one) => sum + one, 0) / 60, 12)
  expect(complexity?.connections.mean).toBeCloseTo(connections.reduce((sum, one) => sum + one, 0) / 60, 12)
  expect(complexity).not.toHaveProperty('simplifying')
})

test('the phase of simplification is told where complexity is regulated', () => {
  const regulated = configOf({
    populationSize: 60,
    ...LIVELY,
    complexity: { regulation: 'absolute', ceiling: 1 },
  })
  const { population, fitness } = agedPopulation(9, 8, regulated)
  const { complexity } = takeSnapshot({ population, fitness, evaluations: 0, failures: 0, selection })
  expect(complexity?.simplifying).toBe(population.complexity?.simplifying)
  expect(complexity?.simplifying).toBe(true)
})

test.each(['mean', 'rank', 'tournament'] as const)(
  'children by species add up to the population, and telling them changes nothing (sharing by %s)',
  (sharing) => {
    const shared = configOf({ populationSize: 60, ...LIVELY, selection: { sharing } })
    const { population, fitness } = agedPopulation(9, 8, shared)
    const evaluated = { population, fitness, evaluations: 0, failures: 0, selection }
    const { species } = takeSnapshot({ ...evaluated, breeding: shared })
    expect(species.reduce((sum, { offspring = Number.NaN }) => sum + offspring, 0)).toBe(60)
    expect(takeSnapshot(evaluated).species[0]).not.toHaveProperty('offspring')
    // The same draws again: breeding takes them from the population's own state.
    expect(takeSnapshot({ ...evaluated, breeding: shared }).species).toEqual(species)
  },
)
