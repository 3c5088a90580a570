import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { checkGenome } from '../../core/neat/check-genome.ts'
import type { NeatConfigInput } from '../../core/neat/config.ts'
import { createPopulation, nextGeneration } from '../../core/neat/population.ts'
import { genomeHash, populationHash } from '../../core/neat/population-hash.ts'
import { championIndex, isBetter } from '../../core/neat/score.ts'
import { agedPopulation, configOf, LIVELY, randomFitness, SHAPE } from './support.ts'

const hashOf = (population: Parameters<typeof randomFitness>[0]) =>
  populationHash(population.genomes, new Float64Array(population.genomes.length))

const inputs: readonly (readonly [string, NeatConfigInput])[] = [
  ['the default config', {}],
  ['fast growth', LIVELY],
  ['recurrent networks', { ...LIVELY, network: { kind: 'recurrent' } }],
  ['no connections at first', { ...LIVELY, network: { initialConnections: 'none' } }],
  ['no crossover', { ...LIVELY, crossover: { rate: 0 } }],
  ['crossover only, often between species', { crossover: { rate: 1, interspeciesRate: 0.5 } }],
  ['one species', { speciation: { threshold: 1e6, adaptive: false } }],
  ['many small species', { ...LIVELY, speciation: { threshold: 0.2, targetSpecies: 40 } }],
  ['k-means', { ...LIVELY, speciation: { method: 'k-means', targetSpecies: 4 } }],
  ['minimising', { ...LIVELY, selection: { goal: 'minimise' } }],
  ['tournaments', { ...LIVELY, selection: { sharing: 'tournament', parents: 'tournament', elites: 3 } }],
  ['ranks and minimum sizes', { ...LIVELY, selection: { sharing: 'rank', minSpeciesSize: 2 } }],
  ['no elites', { ...LIVELY, selection: { elites: 0 } }],
  ['ties from both', { ...LIVELY, crossover: { rate: 1, ties: 'both' } }],
  ['phases', { ...LIVELY, complexity: { regulation: 'relative', ceiling: 2, minSimplification: 2 } }],
  ['deletions', { structure: { ...LIVELY.structure, deleteNodeRate: 0.3, deleteConnectionRate: 0.4 } }],
  [
    'innovations per generation',
    { ...LIVELY, structure: { ...LIVELY.structure, innovations: 'generation' } },
  ],
  ['continuous time', { ...LIVELY, network: { kind: 'ctrnn' }, responses: { mutationRate: 0.5 } }],
  ['quick stagnation', { selection: { stagnationLimit: 1, sparedSpecies: 1 } }],
]

describe.each(inputs)('With %s', (_name, input) => {
  const config = configOf({ populationSize: 37, ...input })

  test('every generation has the exact size, sound genomes, a partition into species and the best genome', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = Random.fromSeed(seed)
        let population = createPopulation(config, SHAPE, seed)
        const { goal } = config.selection
        let best = { fitness: goal === 'maximise' ? -Infinity : Infinity, hash: '' }
        for (let generation = 0; generation < 12; generation++) {
          const { genomes, species } = population
          expect(genomes).toHaveLength(37)
          expect(new Set(genomes.map(({ id }) => id)).size).toBe(37)
          expect(genomes.flatMap((genome) => checkGenome(genome, config.network.kind))).toEqual([])
          expect(species.flatMap(({ members }) => members).toSorted((a, b) => a - b)).toEqual([
            ...genomes.keys(),
          ])
          expect(generation === 0 || genomes.some((genome) => genomeHash(genome) === best.hash)).toBe(true)
          const fitness = randomFitness(population, random)
          const champion = championIndex(fitness, goal)
          const genome = genomes[champion]
          if (genome !== undefined && isBetter(fitness[champion] ?? 0, best.fitness, goal)) {
            best = { fitness: fitness[champion] ?? 0, hash: genomeHash(genome) }
          }
          population = nextGeneration(population, fitness, config)
          expect(population.best?.fitness).toBe(best.fitness)
        }
      }),
      { numRuns: 8 },
    )
  })
})

test('the next generation is a function of its arguments: the same twice, and the old one is left as it was', () => {
  const config = configOf({ populationSize: 30, ...LIVELY })
  const { population, fitness } = agedPopulation(5, 6, config)
  const before = hashOf(population)
  const first = nextGeneration(population, fitness, config)
  const other = nextGeneration(population, fitness.toReversed(), config)
  const second = nextGeneration(population, fitness, config)
  expect(hashOf(population)).toBe(before)
  expect(hashOf(second)).toBe(hashOf(first))
  expect(second.innovations.toJson()).toEqual(first.innovations.toJson())
  expect(second.random).toEqual(first.random)
  expect(hashOf(other)).not.toBe(hashOf(first))
})

test('the same seed gives the same run, another seed another', () => {
  const config = configOf({ populationSize: 20 })
  const hashes = [1, 1, 2].map((seed) => hashOf(agedPopulation(seed, 5, config).population))
  expect(hashes[1]).toBe(hashes[0])
  expect(hashes[2]).not.toBe(hashes[0])
})

test('with a population of two the search goes on', () => {
  const config = configOf({ populationSize: 2, ...LIVELY })
  expect(agedPopulation(3, 40, config).population.genomes).toHaveLength(2)
})

test('a species of elitismFromSize members passes its champion on unchanged, a smaller one does not', () => {
  const scores = (population: Parameters<typeof randomFitness>[0]) =>
    Float64Array.from(population.genomes, (_, index) =>
      // The last is so bad that every species gets children.
      index === 0 ? 100 : index === 59 ? -1e6 : 10 - index / 1_000,
    )
  const kept = (elitismFromSize: number) => {
    const config = configOf({
      populationSize: 60,
      weights: { mutationRate: 1 },
      speciation: { threshold: 0.25, adaptive: false },
      selection: { elitismFromSize },
    })
    const population = createPopulation(config, SHAPE, 4)
    const fitness = scores(population)
    const ids = new Set(nextGeneration(population, fitness, config).genomes.map(({ id }) => id))
    const champions = population.species.map(({ members }) => ({
      size: members.length,
      id: population.genomes[members[0] ?? 0]?.id,
    }))
    return { champions, ids, best: population.genomes[0]?.id }
  }
  const { champions, ids, best } = kept(3)
  expect(champions.some(({ size }) => size >= 3) && champions.some(({ size }) => size < 3)).toBe(true)
  for (const { size, id } of champions) {
    expect(id !== undefined && ids.has(id)).toBe(size >= 3 || id === best)
  }
})

test('only the best share of a species has children', () => {
  // Without mutation every child repeats a parent; without crossover a whole one.
  const config = configOf({
    populationSize: 50,
    weights: { mutationRate: 0 },
    structure: { addConnectionRate: 0, addNodeRate: 0, toggleRate: 0 },
    crossover: { rate: 0 },
    speciation: { threshold: 1e6, adaptive: false },
    selection: { survivalRate: 0.1 },
  })
  const population = createPopulation(config, SHAPE, 8)
  const fitness = Float64Array.from(population.genomes, (_, index) => -index)
  const children = nextGeneration(population, fitness, config).genomes
  const parents = new Set(children.map(genomeHash))
  expect(parents).toEqual(new Set(population.genomes.slice(0, 5).map(genomeHash)))
})

/** Whether a species that once had the best genome of all and never improved since is still there, and that genome. */
function fateOfStagnant(stagnationLimit: number, seed: number) {
  const config = configOf({
    populationSize: 60,
    // Clones stay in the species of their parents.
    weights: { mutationRate: 0 },
    structure: { addConnectionRate: 0, addNodeRate: 0, toggleRate: 0 },
    crossover: { rate: 0 },
    speciation: { threshold: 0.3, adaptive: false },
    selection: { stagnationLimit, sparedSpecies: 1 },
  })
  let population = createPopulation(config, SHAPE, seed)
  const doomed = population.species[0]
  const star = population.genomes[doomed?.members[0] ?? 0]
  for (let generation = 0; generation < 6; generation++) {
    const members = new Set(population.species.find(({ id }) => id === doomed?.id)?.members)
    const others = population.species.filter(({ id }) => id !== doomed?.id)
    const worst = others.toSorted((a, b) => b.members.length - a.members.length)[0]?.members.at(-1)
    const fitness = Float64Array.from(population.genomes, ({ id }, index) => {
      if (id === star?.id) return generation === 0 ? 1_000 : 0
      // The others improve all the time; one is so bad that the doomed get children while they may.
      return index === worst ? -1e6 : members.has(index) ? 0 : generation
    })
    population = nextGeneration(population, fitness, config)
  }
  return {
    lives: population.species.some(({ id }) => id === doomed?.id),
    starLives: population.genomes.some(({ id }) => id === star?.id),
  }
}

test('a stagnant species has no more children, yet the best genome lives on', () => {
  // With these seeds the other species outlive it; the last species of all would be spared.
  for (const seed of [1, 2, 3, 4]) {
    expect([seed, fateOfStagnant(100, seed)]).toEqual([seed, { lives: true, starLives: true }])
    expect([seed, fateOfStagnant(3, seed)]).toEqual([seed, { lives: false, starLives: true }])
  }
})

test('minimising is maximising the negative: the same genomes come', () => {
  const [up, down] = (['maximise', 'minimise'] as const).map((goal) => {
    const config = configOf({ populationSize: 30, ...LIVELY, selection: { goal } })
    const random = Random.fromSeed(6)
    let population = createPopulation(config, SHAPE, 6)
    for (let generation = 0; generation < 8; generation++) {
      const fitness = randomFitness(population, random)
      const measured = goal === 'maximise' ? fitness : fitness.map((value) => -value)
      population = nextGeneration(population, measured, config)
    }
    return hashOf(population)
  })
  expect(down).toBe(up)
})

test('as many of the best of a large species as elites says pass on unchanged', () => {
  for (const elites of [0, 1, 4]) {
    const config = configOf({
      populationSize: 30,
      speciation: { threshold: 1e6, adaptive: false },
      selection: { elites },
    })
    const population = createPopulation(config, SHAPE, 5)
    const fitness = Float64Array.from(population.genomes, (_, index) => index)
    const kept = nextGeneration(population, fitness, config).genomes.filter(({ id }) => id < 30)
    // The best of all survives in any case.
    expect(kept.map(({ id }) => id)).toEqual([29, 28, 27, 26].slice(0, Math.max(1, elites)))
  }
})

test('parents drawn by tournament are fitter than parents drawn alike', () => {
  const meanParent = (parents: 'uniform' | 'tournament') => {
    const config = configOf({
      populationSize: 200,
      weights: { mutationRate: 0 },
      structure: { addConnectionRate: 0, addNodeRate: 0, toggleRate: 0 },
      crossover: { rate: 0 },
      speciation: { threshold: 1e6, adaptive: false },
      selection: { parents, tournamentSize: 4, survivalRate: 1 },
    })
    const population = createPopulation(config, SHAPE, 5)
    const byHash = new Map(population.genomes.map((genome, index) => [genomeHash(genome), index]))
    const fitness = Float64Array.from(population.genomes, (_, index) => index)
    const children = nextGeneration(population, fitness, config).genomes
    return children.reduce((sum, child) => sum + (byHash.get(genomeHash(child)) ?? 0) / 200, 0)
  }
  expect(meanParent('uniform')).toBeLessThan(120)
  expect(meanParent('tournament')).toBeGreaterThan(145)
})

test('ties: the smaller parent gives the structure, or one by chance, or both', () => {
  const sizes = (ties: 'smaller' | 'random' | 'both') => {
    const config = configOf({
      populationSize: 60,
      ...LIVELY,
      crossover: { rate: 1, ties },
      speciation: { threshold: 1e6, adaptive: false },
      selection: { survivalRate: 1 },
    })
    const { population } = agedPopulation(4, 6, config)
    const still = configOf({
      ...config,
      weights: { mutationRate: 0 },
      structure: { addConnectionRate: 0, addNodeRate: 0, toggleRate: 0 },
    })
    const equal = new Float64Array(60)
    const children = nextGeneration(population, equal, still).genomes
    return children.reduce((sum, { connections }) => sum + connections.innovation.length / 60, 0)
  }
  const [smaller, random, both] = [sizes('smaller'), sizes('random'), sizes('both')]
  expect(smaller).toBeLessThan(random)
  expect(both).not.toBe(random)
})

test('without keepBest no generation has a genome of the last, and the best is remembered', () => {
  const config = configOf({ populationSize: 30, selection: { keepBest: false, elites: 0 } })
  const population = createPopulation(config, SHAPE, 5)
  const fitness = Float64Array.from(population.genomes, (_, index) => index)
  const next = nextGeneration(population, fitness, config)
  expect(next.genomes).toHaveLength(30)
  expect(next.genomes.every(({ id }) => id >= 30)).toBe(true)
  expect(next.best).toMatchObject({ genome: { id: 29 }, fitness: 29 })
})
