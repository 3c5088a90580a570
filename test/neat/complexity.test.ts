import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { type Complexity, regulateComplexity, settingsInPhase } from '../../core/neat/complexity.ts'
import { createPopulation, nextGeneration } from '../../core/neat/population.ts'
import { agedPopulation, configOf, LIVELY, randomFitness, SHAPE } from './support.ts'

const { population } = agedPopulation(1, 6, configOf({ populationSize: 20, ...LIVELY }))

/** Genomes with a mean of about `connections`: the same genome with its genes cut off. */
function sized(connections: number) {
  const genome = population.genomes.toSorted(
    (a, b) => b.connections.innovation.length - a.connections.innovation.length,
  )[0]
  if (genome === undefined) throw new RangeError('there is a genome')
  const { innovation, source, target, weight, enabled } = genome.connections
  const cut = {
    innovation: innovation.slice(0, connections),
    source: source.slice(0, connections),
    target: target.slice(0, connections),
    weight: weight.slice(0, connections),
    enabled: enabled.slice(0, connections),
  }
  return [{ ...genome, connections: cut }]
}

const settings = (change: object) => configOf({ complexity: { ceiling: 8, window: 2, ...change } }).complexity

/** Phases of generations with these mean sizes. */
function phases(sizes: readonly number[], change: object): string {
  let state: Complexity | null = null
  return sizes
    .map((size, generation) => {
      state = regulateComplexity(state, sized(size), generation, settings(change))
      return state?.simplifying === true ? 's' : 'c'
    })
    .join('')
}

test('without regulation there are no phases', () => {
  expect(regulateComplexity(null, sized(6), 0, settings({ regulation: 'off' }))).toBeNull()
})

test('above an absolute ceiling simplification begins, and ends when it shrinks no more below it', () => {
  const absolute = { regulation: 'absolute', minSimplification: 2 }
  expect(phases([6, 8, 9, 8, 7, 6, 6, 6, 6, 7], absolute)).toBe('ccsssssccc')
})

test('simplification lasts at least as long as the settings say', () => {
  expect(phases([9, 9, 4, 4, 4, 4, 4, 4], { regulation: 'absolute', minSimplification: 2 })).toBe('cssscccc')
  expect(phases([9, 9, 4, 4, 4, 4, 4, 4], { regulation: 'absolute', minSimplification: 4 })).toBe('cssssscc')
})

test('a relative ceiling counts from where the last simplification ended', () => {
  const first = regulateComplexity(null, sized(4), 0, settings({ regulation: 'relative', ceiling: 2 }))
  expect(first?.ceiling).toBe(6)
  const grown = regulateComplexity(first, sized(7), 1, settings({ regulation: 'relative', ceiling: 2 }))
  expect(grown?.simplifying).toBe(true)
})

test('while simplifying nothing is added and nobody mates', () => {
  const config = configOf({ complexity: { deleteConnectionRate: 0.4, deleteNodeRate: 0.3 } })
  const simplifying = { simplifying: true, since: 0, ceiling: 1, means: [1] }
  expect(settingsInPhase(config, { ...simplifying, simplifying: false })).toBe(config)
  expect(settingsInPhase(config, simplifying)).toMatchObject({
    crossover: { rate: 0 },
    structure: { addConnectionRate: 0, addNodeRate: 0, deleteConnectionRate: 0.4, deleteNodeRate: 0.3 },
  })
})

test('a regulated population stays about its ceiling, where an unregulated one outgrows it', () => {
  const meanAfter = (regulation: 'off' | 'absolute') => {
    const config = configOf({ populationSize: 40, ...LIVELY, complexity: { regulation, ceiling: 14 } })
    const random = Random.fromSeed(3)
    let grown = createPopulation(config, SHAPE, 3)
    for (let generation = 0; generation < 60; generation++) {
      grown = nextGeneration(grown, randomFitness(grown, random), config)
    }
    const total = grown.genomes.reduce((sum, { connections }) => sum + connections.innovation.length, 0)
    return total / grown.genomes.length
  }
  expect(meanAfter('off')).toBeGreaterThan(25)
  expect(meanAfter('absolute')).toBeLessThan(18)
})
