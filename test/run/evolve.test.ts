import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { evaluationSeed } from '../../core/base/seed.ts'
import { type BatchEvaluator, EvaluationAborted } from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { populationFromJson, populationToJson } from '../../core/neat/population-codec.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { batchOf, evolve } from '../../core/run/evolve.ts'
import { changedResults, evolutionOf, generationsOf, hashesOf, resumable, runConfigOf } from './support.ts'

const config = runConfigOf({ seed: 3, neat: { populationSize: 40 } })

test('the same config and seed give the same generations; another seed gives others', async () => {
  const [first, second] = [
    await generationsOf(evolutionOf(config), 6),
    await generationsOf(evolutionOf(config), 6),
  ]
  expect(second.map(({ snapshot }) => snapshot)).toEqual(first.map(({ snapshot }) => snapshot))
  const other = await generationsOf(evolutionOf(runConfigOf({ seed: 4, neat: { populationSize: 40 } })), 1)
  expect(hashesOf(other)[0]).not.toBe(hashesOf(first)[0])
})

test('every generation counts from 0 and adds its evaluations', async () => {
  const outcomes = await generationsOf(evolutionOf(config), 4)
  expect(outcomes.map(({ snapshot }) => [snapshot.generation, snapshot.evaluations])).toEqual([
    [0, 40],
    [1, 80],
    [2, 120],
    [3, 160],
  ])
})

test('a batch holds all genomes in order, each with the seed of its number and generation', async () => {
  const [, second] = await generationsOf(evolutionOf(config), 2)
  if (second === undefined) throw new RangeError('there are two generations')
  const batch = batchOf(second.population, config)
  expect(batch.generation).toBe(1)
  expect(batch.items.map(({ genomeId }) => genomeId)).toEqual(second.population.genomes.map(({ id }) => id))
  for (const { genomeId, seed } of batch.items) expect(seed).toBe(evaluationSeed(3, 1, genomeId))
})

test('a run resumed from any saved generation gives the hashes of the uninterrupted run', async () => {
  const whole = await generationsOf(evolutionOf(config), 12)
  for (const saved of whole.slice(0, 8)) {
    const json = JSON.parse(JSON.stringify(populationToJson(saved.population)))
    const loaded = populationFromJson(json, 'feed-forward')
    if (!loaded.ok) throw new RangeError('a saved population loads')
    const resumeFrom = { ...resumable(saved), population: loaded.value }
    const rest = await generationsOf(evolutionOf(config, { resumeFrom }), 4)
    const from = saved.snapshot.generation + 1
    expect(rest.map(({ snapshot }) => snapshot)).toEqual(
      whole.slice(from, from + 4).map(({ snapshot }) => snapshot),
    )
  }
})

test('a failed genome gets the worst fitness of the problem and is named with its reason', async () => {
  const evaluator = changedResults((result, index) =>
    index === 5
      ? { kind: 'failed', genomeId: result.genomeId, cause: 'threw', reason: 'the track was missing' }
      : result,
  )
  const [outcome] = await generationsOf(
    evolutionOf(config, { evaluator, problem: { ...xor, worstFitness: -7 } }),
    1,
  )
  expect(outcome?.fitness[5]).toBe(-7)
  expect(outcome?.failed).toMatchObject([{ genomeId: 5, reason: 'the track was missing' }])
  expect(outcome?.snapshot.failures).toBe(1)
})

test('a generation of which every genome failed is followed by another', async () => {
  const evaluator = changedResults(({ genomeId }) => ({
    kind: 'failed',
    genomeId,
    cause: 'threw',
    reason: 'no fuel',
  }))
  const outcomes = await generationsOf(evolutionOf(config, { evaluator }), 3)
  expect(outcomes.map(({ snapshot }) => [snapshot.best, snapshot.failures])).toEqual([
    [0, 40],
    [0, 40],
    [0, 40],
  ])
})

test.each<[string, (results: Awaited<ReturnType<BatchEvaluator['evaluate']>>) => typeof results]>([
  ['too few results', (results) => results.slice(1)],
  ['results in another order', (results) => results.toReversed()],
  [
    'a fitness that is not finite',
    (results) => results.map(({ genomeId }) => ({ kind: 'scored', genomeId, fitness: Number.NaN })),
  ],
])('%s are a bug of the evaluator and stop the run', async (_what, change) => {
  const serial = new SerialEvaluator(xor)
  const evaluator: BatchEvaluator = {
    evaluate: async (batch, signal) => change(await serial.evaluate(batch, signal)),
  }
  await expect(generationsOf(evolutionOf(config, { evaluator }), 1)).rejects.toThrow(/genome/)
})

test('an aborted run rejects, and what was finished before can be resumed', async () => {
  const cancellation = new Cancellation()
  const generations = evolve(evolutionOf(config, { signal: cancellation.signal }))
  const first = await generations.next()
  cancellation.abort()
  await expect(generations.next()).rejects.toBeInstanceOf(EvaluationAborted)
  const rest = await generationsOf(evolutionOf(config, { resumeFrom: resumable(first.value) }), 2)
  expect(hashesOf(rest)).toEqual(hashesOf(await generationsOf(evolutionOf(config), 3)).slice(1))
})

test('the best genome of the run stays the best', async () => {
  const outcomes = await generationsOf(evolutionOf(config), 15)
  let best = Number.NEGATIVE_INFINITY
  for (const outcome of outcomes) {
    best = Math.max(best, outcome.snapshot.best)
    expect(outcome.best.fitness).toBe(best)
    expect(outcome.snapshot.best).toBe(best) // xor is deterministic and the best survives
  }
})

test('a large generation lets the host have its turn, and the bits are the same', async () => {
  const large = runConfigOf({ seed: 2, neat: { populationSize: 2_500 } })
  let turns = 0
  const yieldToHost = async () => {
    turns++
  }
  const inTurns = await generationsOf(evolutionOf(large, { yieldToHost }), 2)
  // Twice two pauses for networks and two for the hash, and five each of breeding and speciation.
  expect(turns).toBeGreaterThanOrEqual(2 * 4 + 2 * 4)
  expect(hashesOf(inTurns)).toEqual(hashesOf(await generationsOf(evolutionOf(large), 2)))
})

test('no pause of a large generation is further than a thousand genomes from the next', async () => {
  const large = runConfigOf({ seed: 2, neat: { populationSize: 2_500 } })
  const small = runConfigOf({ seed: 2, neat: { populationSize: 150 } })
  const count = async (config: typeof large) => {
    let turns = 0
    await generationsOf(evolutionOf(config, { yieldToHost: async () => void turns++ }), 3)
    return turns
  }
  expect(await count(small)).toBe(0)
  expect(await count(large)).toBeGreaterThan((3 * 2_500) / 1_000)
})

/** XOR that tells of each genome which of its evaluations this was. */
const measuring: Problem = {
  ...xor,
  evaluate(network, context) {
    const fitness = xor.evaluate(network, context)
    return { fitness: Number(fitness), metrics: { 'fitness again': Number(fitness), constant: 7 } }
  },
}

test('a generation tells the metrics of its champion’s evaluation, and its hashes are the same as without', async () => {
  const config = runConfigOf({ seed: 4 })
  const measured = await generationsOf(
    evolutionOf(config, { problem: measuring, evaluator: new SerialEvaluator(measuring) }),
    4,
  )
  for (const { snapshot } of measured) {
    expect(snapshot.metrics).toEqual({ 'fitness again': snapshot.champion.fitness, constant: 7 })
  }
  expect(hashesOf(measured)).toEqual(hashesOf(await generationsOf(evolutionOf(config), 4)))
})

test('where a trial measures the same, the trial is told', async () => {
  const tried = { ...measuring, tryChampion: () => ({ solved: false, metrics: { constant: 8 } }) }
  const change = { problem: tried, evaluator: new SerialEvaluator(tried) }
  const [first] = await generationsOf(evolutionOf(runConfigOf({ seed: 4 }), change), 1)
  expect(first?.snapshot.metrics).toMatchObject({ constant: 8, 'fitness again': first?.snapshot.best })
})
