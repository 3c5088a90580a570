import { expect, test } from 'vitest'
import { bestSoFar, createPopulation, nextGeneration } from '../../core/neat/population.ts'
import { hasSettled, progressAfter } from '../../core/neat/restarts.ts'
import { configOf, SHAPE } from './support.ts'

const settings = (change: object) => configOf({ restarts: change }).restarts

test('only more than minGain of the score is a gain, of negative scores too', () => {
  const first = progressAfter(null, 10, 0, settings({ minGain: 0.1 }))
  expect(first).toEqual({ score: 10, since: 0 })
  expect(progressAfter(first, 11, 5, settings({ minGain: 0.1 }))).toBe(first)
  expect(progressAfter(first, 11.1, 5, settings({ minGain: 0.1 }))).toEqual({ score: 11.1, since: 5 })
  const low = { score: -10, since: 0 }
  expect(progressAfter(low, -9.5, 5, settings({ minGain: 0.1 }))).toBe(low)
  expect(progressAfter(low, -8, 5, settings({ minGain: 0.1 }))).toEqual({ score: -8, since: 5 })
})

test('it has settled when its patience is over, and never without one', () => {
  const progress = { score: 1, since: 4 }
  expect(hasSettled(progress, 13, settings({ patience: 10 }))).toBe(false)
  expect(hasSettled(progress, 14, settings({ patience: 10 }))).toBe(true)
  expect(hasSettled(progress, 9_999, settings({}))).toBe(false)
})

test('a settled population begins anew from minimal genomes with new numbers; its best is kept aside', () => {
  const config = configOf({
    populationSize: 20,
    structure: { addNodeRate: 0.5 },
    restarts: { patience: 4 },
  })
  let population = createPopulation(config, SHAPE, 3)
  const minimal = population.genomes[0]?.connections.innovation
  const champion = 7
  for (let generation = 0; generation < 5; generation++) {
    expect(population.genomes.some(({ id }) => id === champion)).toBe(true)
    // Nothing ever gets better than genome 7 in the first generation.
    const fitness = Float64Array.from(population.genomes, ({ id }) => (id === champion ? 5 : 1))
    population = nextGeneration(population, fitness, config)
  }
  expect(population.generation).toBe(5)
  expect(population.genomes).toHaveLength(20)
  for (const { id, connections, nodes } of population.genomes) {
    expect(id).toBeGreaterThan(20)
    expect(connections.innovation).toEqual(minimal)
    expect(nodes.id).toHaveLength(SHAPE.outputs)
  }
  expect(population.best).toBeNull()
  expect(population.aside).toMatchObject({ genome: { id: champion }, fitness: 5 })
  expect(population.species.every(({ born }) => born === 5)).toBe(true)
  const after = nextGeneration(population, new Float64Array(20).fill(2), config)
  expect(after.progress).toEqual({ score: 2, since: 5 })
  // It would take over again, were it among the genomes of the new beginning.
  expect(after.genomes.some(({ id }) => id === champion)).toBe(false)
  expect(bestSoFar(after, new Float64Array(20).fill(3), 'maximise').genome.id).toBe(champion)
})
