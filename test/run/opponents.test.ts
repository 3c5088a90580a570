import { expect, test } from 'vitest'
import { runToEnd } from '../../core/base/steps.ts'
import { populationFromJson, populationToJson } from '../../core/neat/population-codec.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { fitIssues } from '../../core/run/config-fit.ts'
import { batchOf } from '../../core/run/evolve.ts'
import { withOpponents } from '../../core/run/opponents.ts'
import { evolutionOf, generationsOf, hashesOf, resumable, runConfigOf } from './support.ts'

const POPULATION = 30
const config = runConfigOf({ seed: 3, neat: { populationSize: POPULATION } })

/** Higher than as many opponents as possible at a point. */
const higher: Problem = {
  ...xor,
  name: 'xor-against-others',
  opponents: 5,
  evaluate(network, { opponents }) {
    const own = network.activate([1, 0])[0] ?? 0
    return opponents.filter((other) => (other.activate([1, 0])[0] ?? 0) < own).length
  },
  tryChampion: () => ({ solved: false, metrics: {} }),
}

async function batches(seed: number, generations: number) {
  const changed = { ...config, seed }
  const outcomes = await generationsOf(evolutionOf(changed), generations)
  return outcomes.map(({ population }) => batchOf(population, changed, 5))
}

test('a genome meets different others of its own generation, never itself', async () => {
  for (const { items } of await batches(3, 3)) {
    const networks = items.map(({ network }) => network)
    for (const { network, opponents = [] } of items) {
      expect(new Set(opponents).size).toBe(5)
      expect(opponents).not.toContain(network)
      expect(opponents.every((one) => networks.includes(one))).toBe(true)
    }
  }
})

test('where there are no more, a genome meets all others', async () => {
  const [batch] = await batches(3, 1)
  const few = batch?.items.slice(0, 4) ?? []
  for (const { network, opponents } of runToEnd(withOpponents(few, 5))) {
    const others = few.map((one) => one.network).filter((other) => other !== network)
    expect(new Set(opponents)).toEqual(new Set(others))
  }
  expect(runToEnd(withOpponents(few.slice(0, 1), 5))[0]?.opponents).toEqual([])
})

test('opponents follow from seed, generation and genome, and change with each of them', async () => {
  const numbers = ({ items }: Awaited<ReturnType<typeof batches>>[number]) =>
    items.map(({ opponents = [] }) =>
      opponents.map((one) => items.findIndex(({ network }) => network === one)),
    )
  const [first, second] = (await batches(3, 2)).map(numbers)
  expect((await batches(3, 2)).map(numbers)).toEqual([first, second])
  expect(second).not.toEqual(first)
  expect((await batches(4, 1)).map(numbers)).not.toEqual([first])
  expect(new Set(first?.map(String)).size).toBe(POPULATION)
})

test('every other is as likely to be met', async () => {
  const [network] = (await batches(3, 1)).flatMap(({ items }) => items)
  if (network === undefined) throw new RangeError('there is a genome')
  const items = Array.from({ length: 2000 }, (_, seed) => ({
    ...network,
    seed,
    network: { ...network.network },
  }))
  const met = new Map(items.map((item) => [item.network, 0]))
  for (const { opponents = [] } of runToEnd(withOpponents(items, 50))) {
    for (const one of opponents) met.set(one, (met.get(one) ?? 0) + 1)
  }
  // 50 is expected of each, with a deviation of 7.
  const counts = [...met.values()]
  expect(Math.min(...counts)).toBeGreaterThan(15)
  expect(Math.max(...counts)).toBeLessThan(95)
})

test('other problems have none, and their generator is not touched', async () => {
  const [outcome] = await generationsOf(evolutionOf(config), 1)
  if (outcome === undefined) throw new RangeError('there is a generation')
  const plain = batchOf(outcome.population, config)
  expect(plain.items.every((item) => !('opponents' in item))).toBe(true)
  const met = batchOf(outcome.population, config, 5)
  expect(met.items.map(({ opponents: _, ...item }) => item)).toEqual(plain.items)
})

test('a run of matches repeats itself, also from any saved generation on', async () => {
  const evolution = evolutionOf(config, { problem: higher })
  const whole = await generationsOf(evolution, 8)
  expect(hashesOf(await generationsOf(evolution, 8))).toEqual(hashesOf(whole))
  for (const saved of whole.slice(0, 5)) {
    const loaded = populationFromJson(
      JSON.parse(JSON.stringify(populationToJson(saved.population))),
      'feed-forward',
    )
    if (!loaded.ok) throw new RangeError('a saved population loads')
    const resumeFrom = { ...resumable(saved), population: loaded.value }
    const rest = await generationsOf({ ...evolution, resumeFrom }, 3)
    const from = saved.snapshot.generation + 1
    expect(rest.map(({ snapshot }) => snapshot)).toEqual(
      whole.slice(from, from + 3).map(({ snapshot }) => snapshot),
    )
  }
})

test('the best is that of the generation: what was won from others before is no measure', async () => {
  const outcomes = await generationsOf(evolutionOf(config, { problem: higher }), 6)
  expect(outcomes.map(({ best }) => best.generation)).toEqual([0, 1, 2, 3, 4, 5])
  const without = { ...higher, evaluate: () => 1 }
  const { opponents: _, ...alone } = without
  const kept = await generationsOf(evolutionOf(config, { problem: alone }), 6)
  expect(kept.map(({ best }) => best.generation)).not.toEqual([0, 1, 2, 3, 4, 5])
})

test('a run without generations has no opponents to draw', () => {
  const steady = runConfigOf({ mode: 'steady-state' })
  expect(fitIssues(steady, higher)).toEqual([
    { path: 'mode', message: expect.stringContaining('generational') },
  ])
  expect(fitIssues(config, higher)).toEqual([])
})
