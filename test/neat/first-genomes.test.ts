import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import type { NeatConfigInput } from '../../core/neat/config.ts'
import { beginners, configOf, emptyRegistry } from './support.ts'

function connectionsOf(network: NeatConfigInput['network']): number[] {
  const config = configOf({ populationSize: 400, ...(network === undefined ? {} : { network }) })
  const genomes = beginners(config, emptyRegistry(), Random.fromSeed(1))
  expect(genomes.every((genome) => genome.nodes.id.length === 2)).toBe(true)
  return genomes.map((genome) => genome.connections.innovation.length)
}

test('"full" joins every input to every output, "none" nothing', () => {
  expect(new Set(connectionsOf({ initialConnections: 'full' }))).toEqual(new Set([6]))
  expect(new Set(connectionsOf({ initialConnections: 'none' }))).toEqual(new Set([0]))
})

test('"one-input" joins one pair per genome, and all pairs occur', () => {
  expect(new Set(connectionsOf({ initialConnections: 'one-input' }))).toEqual(new Set([1]))
  const config = configOf({ populationSize: 200, network: { initialConnections: 'one-input' } })
  const genomes = beginners(config, emptyRegistry(), Random.fromSeed(1))
  const pairs = genomes.map(({ connections }) => `${connections.source[0]} ${connections.target[0]}`)
  expect(new Set(pairs).size).toBe(6)
})

test('"partial" joins each pair with its rate', () => {
  const mean = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0) / counts.length
  expect(mean(connectionsOf({ initialConnections: 'partial' }))).toBeCloseTo(3, 0)
  expect(connectionsOf({ initialConnections: 'partial', initialConnectionRate: 1 })).toContain(6)
  expect(mean(connectionsOf({ initialConnections: 'partial', initialConnectionRate: 0.1 }))).toBeLessThan(1)
})
