import { expect, test } from 'vitest'
import { parseNeatConfig } from '../../core/neat/config.ts'
import { configOf } from './support.ts'

test('nothing at all is the default config', () => {
  expect(configOf()).toMatchObject({
    populationSize: 150,
    network: { kind: 'feed-forward', initialConnections: 'full' },
    crossover: { rate: 0.75, disableRate: 0.75 },
  })
})

test('one setting leaves the others of its group at their defaults', () => {
  const config = configOf({ selection: { stagnationLimit: 30 } })
  expect(config.selection).toEqual({ ...configOf().selection, stagnationLimit: 30 })
})

test('a config is frozen to its depths', () => {
  const config = configOf({ network: { activations: ['tanh', 'relu'] } })
  expect(Object.isFrozen(config)).toBe(true)
  expect(Object.isFrozen(config.weights)).toBe(true)
  expect(Object.isFrozen(config.network.activations)).toBe(true)
})

test.each<[string, unknown, string, RegExp]>([
  ['an unknown group', { speciaton: {} }, 'speciaton', /the nearest is speciation/],
  [
    'an unknown key in a group',
    { structure: { addNodesRate: 0.1 } },
    'structure.addNodesRate',
    /the nearest is addNodeRate/,
  ],
  ['a key like no other', { weights: { zzz: 1 } }, 'weights.zzz', /known are .*power/],
  ['a probability above 1', { crossover: { rate: 1.5 } }, 'crossover.rate', /<=1/],
  ['a negative probability', { structure: { addNodeRate: -0.1 } }, 'structure.addNodeRate', />=0/],
  ['a population of one', { populationSize: 1 }, 'populationSize', />=2/],
  ['half a genome', { populationSize: 150.5 }, 'populationSize', /int/],
  ['text for a number', { weights: { power: 'strong' } }, 'weights.power', /number/],
  ['not a number', { weights: { power: Number.NaN } }, 'weights.power', /number/],
  ['infinity', { weights: { limit: Number.POSITIVE_INFINITY } }, 'weights.limit', /number|<=/],
  ['an unknown activation', { network: { activations: ['step'] } }, 'network.activations.0', /sigmoid/],
  ['no activation', { network: { activations: [] } }, 'network.activations', /1/],
  ['nobody surviving', { selection: { survivalRate: 0 } }, 'selection.survivalRate', />0/],
  ['text for a group', { selection: 'best' }, 'selection', /object/],
])('%s is refused with its path and reason', (_what, input, path, reason) => {
  const parsed = parseNeatConfig(input)
  expect(parsed.ok).toBe(false)
  if (parsed.ok) return
  expect(parsed.issues.map((issue) => issue.path)).toContain(path)
  expect(parsed.issues.find((issue) => issue.path === path)?.message).toMatch(reason)
})

test('every wrong setting is named, not only the first', () => {
  const parsed = parseNeatConfig({ populationSize: 0, crossover: { rate: 2 } })
  expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.path)).toEqual([
    'populationSize',
    'crossover.rate',
  ])
})
