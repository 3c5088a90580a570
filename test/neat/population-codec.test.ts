import fc from 'fast-check'
import { expect, test } from 'vitest'
import { issuesText } from '../../core/base/config-issue.ts'
import type { NeatConfigInput } from '../../core/neat/config.ts'
import { createPopulation, nextGeneration, type Population } from '../../core/neat/population.ts'
import { populationFromJson, populationToJson } from '../../core/neat/population-codec.ts'
import { populationHash } from '../../core/neat/population-hash.ts'
import type { NetworkKind } from '../../core/network/network-spec.ts'
import { agedPopulation, configOf, LIVELY, randomFitness, SHAPE } from './support.ts'

const config = configOf({ populationSize: 30, ...LIVELY, selection: { stagnationLimit: 4 } })

function savedAndLoaded(population: Population, kind: NetworkKind = 'feed-forward'): Population {
  const parsed = populationFromJson(JSON.parse(JSON.stringify(populationToJson(population))), kind)
  if (!parsed.ok) throw new RangeError(issuesText(parsed.issues))
  return parsed.value
}

const inputs: readonly (readonly [string, NeatConfigInput])[] = [
  ['the default settings', {}],
  ['continuous time', { network: { kind: 'ctrnn' } }],
  ['phases', { complexity: { regulation: 'relative', ceiling: 1, minSimplification: 1 } }],
  ['innovations per generation', { structure: { ...LIVELY.structure, innovations: 'generation' } }],
  ['k-means', { speciation: { method: 'k-means', targetSpecies: 4 } }],
  ['restarts', { restarts: { patience: 3 } }],
  ['a low fitness as the goal', { selection: { goal: 'minimise', stagnationMeasure: 'mean' } }],
]

test.each(inputs)('with %s: save, load and go on is the same as go on, bit for bit', (_name, input) => {
  const config = configOf({ populationSize: 30, ...LIVELY, selection: { stagnationLimit: 4 }, ...input })
  const { kind } = config.network
  fc.assert(
    fc.property(fc.nat(), fc.nat(12), (seed, generations) => {
      const aged = agedPopulation(seed, generations, config)
      let straight = aged.population
      let loaded = savedAndLoaded(straight, kind)
      let fitness = aged.fitness
      for (let generation = 0; generation < 8; generation++) {
        expect(populationToJson(loaded)).toEqual(populationToJson(straight))
        expect(populationHash(loaded.genomes, fitness)).toBe(populationHash(straight.genomes, fitness))
        straight = nextGeneration(straight, fitness, config)
        loaded = savedAndLoaded(nextGeneration(loaded, fitness, config), kind)
        fitness = randomFitness(straight, aged.random)
      }
    }),
    { numRuns: 8 },
  )
})

test('a population whose best genome was saved apart from the genomes keeps it once', () => {
  // The best keeps winning, so that it is both the champion of its species and the best of all.
  let straight = createPopulation(config, SHAPE, 2)
  let loaded = savedAndLoaded(straight)
  for (let generation = 0; generation < 5; generation++) {
    const fitness = Float64Array.from(straight.genomes, ({ id }) => (id === 7 ? 50 : id % 13))
    straight = nextGeneration(straight, fitness, config)
    loaded = savedAndLoaded(nextGeneration(loaded, fitness, config))
    expect(loaded.genomes.filter(({ id }) => id === 7)).toHaveLength(1)
    expect(populationToJson(loaded)).toEqual(populationToJson(straight))
  }
})

type Json = ReturnType<typeof populationToJson>

test.each<[string, (json: Json) => unknown, RegExp]>([
  ['not a population', () => 'population', /object/],
  ['a lost field', ({ random: _lost, ...json }) => json, /random/],
  ['no genomes', (json) => ({ ...json, genomes: [] }), /genomes/],
  [
    'species that are no partition',
    (json) => ({ ...json, species: json.species.slice(1) }),
    /not a partition of the genomes/,
  ],
  [
    'a genome with broken genes',
    (json) => ({
      ...json,
      genomes: json.genomes.map((genome, index) =>
        index === 3 ? { ...genome, nodes: { ...genome.nodes, id: genome.nodes.id.toReversed() } } : genome,
      ),
    }),
    /genomes\.3: /,
  ],
  [
    'a representative with broken genes',
    (json) => ({
      ...json,
      species: json.species.map((one) => ({
        ...one,
        representative: {
          ...one.representative,
          connections: { ...one.representative.connections, weight: [] },
        },
      })),
    }),
    /species\.0\.representative: /,
  ],
  [
    'a gene beyond its type',
    (json) => ({
      ...json,
      genomes: json.genomes.map((genome) => ({
        ...genome,
        nodes: { ...genome.nodes, activation: genome.nodes.activation.map(() => 256) },
      })),
    }),
    /activation/,
  ],
  [
    'a split of a connection that never was',
    (json) => ({ ...json, innovations: { connections: [0, 3], splits: [5] } }),
    /innovations/,
  ],
])('%s is refused with its place', (_what, broken, reason) => {
  const json = populationToJson(agedPopulation(1, 3, config).population)
  const parsed = populationFromJson(JSON.parse(JSON.stringify(broken(json))), 'feed-forward')
  expect(parsed.ok ? '' : issuesText(parsed.issues)).toMatch(reason)
})
