import { describe, expect, test } from 'vitest'
import { issuesText } from '../../core/base/config-issue.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { deceptiveMaze } from '../../core/problems/maze/deceptive-maze.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { fitIssues } from '../../core/run/config-fit.ts'
import type { Evolution } from '../../core/run/evolve.ts'
import type { RunConfig } from '../../core/run/run-config.ts'
import { searchFromJson, searchToJson } from '../../core/run/search-codec.ts'
import { evolutionOf, generationsOf, hashesOf, resumable, runConfigOf } from './support.ts'

/** What the network answers at rest and excited; fitness prefers small answers. */
const answers: Problem = {
  ...xor,
  name: 'answers',
  behaviour: [
    { name: 'at rest', low: 0, high: 1 },
    { name: 'excited', low: 0, high: 1 },
  ],
  evaluate(network) {
    const [rest = 0, excited = 0] = [0, 1].map((level) => network.activate([level, level])[0])
    return { fitness: -rest - excited, behaviour: [rest, excited] }
  },
}

function searching(objective: RunConfig['search']['objective'], change: Partial<Evolution> = {}): Evolution {
  const config = runConfigOf({ seed: 5, search: { objective }, neat: { populationSize: 60 } })
  return evolutionOf(config, { problem: answers, evaluator: new SerialEvaluator(answers), ...change })
}

const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values)

/** Mean of fitness in the tenth generation. */
async function laterMean(objective: RunConfig['search']['objective']): Promise<number> {
  return (await generationsOf(searching(objective), 10)).at(-1)?.snapshot.mean ?? Number.NaN
}

test('novelty rewards what is new, whatever its fitness', async () => {
  const [byFitness, byNovelty] = [await laterMean('fitness'), await laterMean('novelty')]
  expect(byFitness).toBeGreaterThan(-0.4)
  expect(byNovelty).toBeLessThan(byFitness - 0.3)
})

test('the archive of novelty search grows with what was never done before', async () => {
  const outcomes = await generationsOf(searching('novelty'), 10)
  const sizes = outcomes.map(({ search }) =>
    search?.kind === 'novelty' ? search.archive.behaviours.length : 0,
  )
  expect(sizes.at(-1)).toBeGreaterThan(10)
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
})

test('what a search has found so far is told with every generation', async () => {
  const [novel] = await generationsOf(searching('novelty'), 1)
  expect(novel?.snapshot.metrics).toMatchObject({ 'novelty archive': expect.any(Number) })
  expect(novel?.snapshot.species[0]?.offspring).toBeGreaterThan(0)
  const [elite] = await generationsOf(searching('map-elites'), 1)
  expect(elite?.snapshot.metrics).toMatchObject({ 'cells filled': expect.any(Number) })
  expect(elite?.snapshot.species[0]).not.toHaveProperty('offspring')
  const [plain] = await generationsOf(searching('fitness'), 1)
  expect(plain?.snapshot).not.toHaveProperty('metrics')
})

test('MAP-Elites keeps the fittest of every kind and fills more cells than search by fitness alone', async () => {
  const outcomes = await generationsOf(searching('map-elites'), 15)
  const elites = outcomes.flatMap(({ search }) => (search?.kind === 'map-elites' ? [search.elites] : []))
  const counts = elites.map((grid) => grid.length)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(counts.at(-1)).toBeGreaterThan(60)
  const rests = (elites.at(-1) ?? []).map(({ behaviour }) => behaviour[0] ?? 0)
  expect(spread(rests)).toBeGreaterThan(0.8)
  for (const { cell, fitness, behaviour } of elites.at(-1) ?? []) {
    expect(fitness).toBeCloseTo(-(behaviour[0] ?? 0) - (behaviour[1] ?? 0), 12)
    expect(cell).toBe(
      Math.min(19, Math.floor((behaviour[0] ?? 0) * 20)) * 20 +
        Math.min(19, Math.floor((behaviour[1] ?? 0) * 20)),
    )
  }
})

test('all children of MAP-Elites come from the elites: an empty share of them is a copy of none', async () => {
  const [first, second] = await generationsOf(searching('map-elites'), 2)
  const earlier = new Set(first?.population.genomes.map(({ id }) => id))
  expect(second?.population.genomes.some(({ id }) => earlier.has(id))).toBe(false)
})

describe.each(['novelty', 'map-elites'] as const)('A search by %s', (objective) => {
  test('gives the same bits again, and after save and load', async () => {
    const whole = await generationsOf(searching(objective), 9)
    expect(hashesOf(await generationsOf(searching(objective), 9))).toEqual(hashesOf(whole))
    const saved = whole[3]
    if (saved === undefined || saved.search === null) throw new RangeError('the search has a state')
    const json: unknown = JSON.parse(JSON.stringify(searchToJson(saved.search)))
    const loaded = searchFromJson(json, saved.population.shape)
    if (!loaded.ok) throw new RangeError(issuesText(loaded.issues))
    const resumeFrom = { ...resumable(saved), search: loaded.value }
    const rest = await generationsOf(searching(objective, { resumeFrom }), 5)
    expect(hashesOf(rest)).toEqual(hashesOf(whole).slice(4))
  })

  test('is refused where the problem tells no behaviours, and named', () => {
    const config = runConfigOf({ search: { objective } })
    expect(issuesText(fitIssues(config, xor))).toContain(`search.objective: "${objective}" needs a problem`)
    expect(fitIssues(config, deceptiveMaze)).toEqual([])
  })
})

test('a saved search that is none is refused with what is wrong', () => {
  const shape = { inputs: 2, outputs: 1 }
  expect(searchFromJson({ kind: 'novelty', scores: ['x'] }, shape)).toMatchObject({ ok: false })
  expect(searchFromJson({ kind: 'luck' }, shape)).toMatchObject({ ok: false })
})
