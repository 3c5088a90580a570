// Biases with rates of their own, responses, time constants, aggregations, and the distributions they are drawn from.
import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import type { NeatConfigInput } from '../../core/neat/config.ts'
import { mutateAggregation } from '../../core/neat/mutate/aggregation.ts'
import { drawn } from '../../core/neat/mutate/draw.ts'
import { mutate } from '../../core/neat/mutate/mutate.ts'
import { AGGREGATIONS } from '../../core/network/network-spec.ts'
import { beginners, configOf, draftOf, emptyRegistry, LIVELY, relatives } from './support.ts'

const STILL: NeatConfigInput = {
  weights: { mutationRate: 0 },
  structure: { addConnectionRate: 0, addNodeRate: 0, toggleRate: 0 },
}

/** A relative after `rounds` rounds of mutation by nothing but what `input` switches on. */
function after(rounds: number, input: NeatConfigInput, grown: NeatConfigInput = {}) {
  const { a, registry, random } = relatives(3, { ...LIVELY, ...grown })
  const config = configOf({ ...STILL, ...input })
  const draft = draftOf(a)
  for (let round = 0; round < rounds; round++) mutate(draft, config, registry, random)
  return { before: a, child: draft.finish(a.id) }
}

test('biases with rates of their own change without the weights, and keep within their limit', () => {
  const { before, child } = after(20, { biases: { genes: 'own-rates', mutationRate: 1, power: 5, limit: 2 } })
  expect(child.connections.weight).toEqual(before.connections.weight)
  expect(child.nodes.bias).not.toEqual(before.nodes.bias)
  expect(Math.max(...child.nodes.bias.map(Math.abs))).toBe(2)
})

test('weights change without biases that have rates of their own', () => {
  const input = { weights: { mutationRate: 1 }, biases: { genes: 'own-rates' as const, mutationRate: 0 } }
  const { before, child } = after(5, input)
  expect(child.connections.weight).not.toEqual(before.connections.weight)
  expect(child.nodes.bias).toEqual(before.nodes.bias)
})

test('without bias genes all biases are 0 for ever', () => {
  const config = configOf({ ...LIVELY, populationSize: 2, biases: { genes: 'none' } })
  const random = Random.fromSeed(2)
  const registry = emptyRegistry()
  const [genome] = beginners(config, registry, random)
  if (genome === undefined) throw new RangeError('there is a beginner')
  const draft = draftOf(genome)
  for (let round = 0; round < 30; round++) mutate(draft, config, registry, random)
  const child = draft.finish(genome.id)
  expect(child.nodes.bias).toEqual(new Float64Array(child.nodes.bias.length))
  expect(child.connections.weight).not.toEqual(genome.connections.weight)
})

test('responses stay 1 unless they are mutated, and are drawn anew around 1', () => {
  expect(after(20, {}).child.nodes.response.every((response) => response === 1)).toBe(true)
  const { child } = after(1, { responses: { mutationRate: 1, replaceRate: 1, replaceRange: 0.5 } })
  expect(child.nodes.response.every((value) => value !== 1 && value >= 0.5 && value <= 1.5)).toBe(true)
})

test('only genomes of a ctrnn have time constants, of at least 1 and at most their limit', () => {
  expect(after(3, {}).child.nodes.timeConstant).toBeUndefined()
  const timeConstants = { mutationRate: 1, perturbRate: 1, power: 50, limit: 9 }
  const { before, child } = after(
    6,
    { network: { kind: 'ctrnn' }, timeConstants },
    { network: { kind: 'ctrnn' }, timeConstants: { mutationRate: 0 } },
  )
  expect(before.nodes.timeConstant?.every((value) => value === 2)).toBe(true)
  expect(child.nodes.timeConstant?.some((value) => value !== 2)).toBe(true)
  expect(child.nodes.timeConstant?.every((value) => value >= 1 && value <= 9)).toBe(true)
})

test('aggregation mutation draws allowed ones for hidden nodes only', () => {
  const config = configOf({ network: { aggregations: ['max', 'median'] }, structure: { aggregationRate: 1 } })
  const { a, random } = relatives(3)
  const draft = draftOf(a)
  const drawnNames = new Set<string | undefined>()
  for (let round = 0; round < 200; round++) {
    expect(mutateAggregation(draft, config, random)).toBe(true)
    const names = [...draft.finish(a.id).nodes.aggregation].map((code) => AGGREGATIONS[code])
    expect(new Set(names.slice(0, a.outputCount))).toEqual(new Set(['sum']))
    drawnNames.add(names.at(-1))
  }
  expect(drawnNames.has('max') && drawnNames.has('median')).toBe(true)
  const first = draftOf(relatives(1).stranger)
  expect(mutateAggregation(first, config, random)).toBe(false)
})

test('a new node draws one of the allowed aggregations, and outputs have their own', () => {
  const network = { aggregations: ['product' as const], outputAggregation: 'mean' as const }
  const { a } = relatives(3, { ...LIVELY, network })
  const names = [...a.nodes.aggregation].map((code) => AGGREGATIONS[code])
  expect(new Set(names.slice(0, a.outputCount))).toEqual(new Set(['mean']))
  expect(new Set(names.slice(a.outputCount))).toEqual(new Set(['product']))
})

test.each([
  ['gauss', 0.6745, 4.5],
  ['uniform', 0.5, 1],
  ['cauchy', 1, Number.POSITIVE_INFINITY],
] as const)('half of what %s draws lies within its quartile', (distribution, quartile, bound) => {
  const seed = 9
  const random = Random.fromSeed(seed)
  const sizes = Array.from({ length: 20_000 }, () => Math.abs(drawn(distribution, 2, random)))
  const within = sizes.filter((size) => size < 2 * quartile).length / sizes.length
  expect(within, `seed ${seed}`).toBeCloseTo(0.5, 1)
  const largest = Math.max(...sizes)
  if (distribution === 'cauchy') expect(largest, `seed ${seed}`).toBeGreaterThan(500)
  else expect(largest, `seed ${seed}`).toBeLessThan(2 * bound)
})

test('weights take the distributions that the settings name', () => {
  const weights = { mutationRate: 1, replaceRate: 1, replaceRange: 3, limit: 1e6 }
  const far = (replacement: 'uniform' | 'cauchy') => {
    const { child } = after(1, { weights: { ...weights, replacement } })
    return child.connections.weight.some((weight) => Math.abs(weight) > 3)
  }
  expect([far('uniform'), far('cauchy')]).toEqual([false, true])
})
