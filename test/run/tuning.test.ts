// Fine-tuning as a step of a run: who inherits what, and that nobody's bits depend on who evaluates.
import { expect, test } from 'vitest'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { populationFromJson, populationToJson } from '../../core/neat/population-codec.ts'
import { parity } from '../../core/problems/parity.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { retina } from '../../core/problems/retina.ts'
import { sequenceRecall } from '../../core/problems/sequence-recall.ts'
import { fitIssues } from '../../core/run/config-fit.ts'
import { batchOf } from '../../core/run/evolve.ts'
import { evolveSteadily } from '../../core/run/evolve-steadily.ts'
import type { RunConfigInput } from '../../core/run/run-config.ts'
import { MemoryCluster } from '../wire/memory-cluster.ts'
import { evolutionOf, generationsOf, hashesOf, resumable, runConfigOf } from './support.ts'

const problem = parity(3)
const small = { populationSize: 30 }
type Mode = 'off' | 'lamarckian' | 'baldwinian'

const configOf = (mode: Mode, more: RunConfigInput = {}) =>
  runConfigOf({
    problem: problem.name,
    seed: 5,
    neat: small,
    tuning: { mode, epochs: 10, learningRate: 0.1 },
    ...more,
  })

const runOf = (mode: Mode, count: number) =>
  generationsOf(evolutionOf(configOf(mode), { problem, evaluator: new SerialEvaluator(problem) }), count)

test('Lamarckian: genomes inherit the numbers with which they scored', async () => {
  const config = configOf('lamarckian')
  const outcomes = await runOf('lamarckian', 4)
  const untuned = runConfigOf({ problem: problem.name, seed: 5, neat: small })
  for (const { population, fitness, best } of outcomes) {
    // Evaluated again without tuning, the genomes as they now are score what was noted for them.
    const { items } = batchOf(population, untuned)
    const again = await new SerialEvaluator(problem).evaluate(
      { generation: 0, items },
      evolutionOf(config).signal,
    )
    expect(again.map((one) => (one.kind === 'scored' ? one.fitness : one.reason))).toEqual([...fitness])
    const index = population.genomes.findIndex(({ id }) => id === best.genome.id)
    if (index >= 0) expect(best.genome).toBe(population.genomes[index])
  }
  const [plain] = await runOf('off', 1)
  expect(outcomes[0]?.snapshot.best).toBeGreaterThan(plain?.snapshot.best ?? 0)
})

test('Baldwinian: the fitness is that of the tuned networks, and the genomes stay as they were born', async () => {
  const [[plain], [learnt], [inherited]] = [
    await runOf('off', 1),
    await runOf('baldwinian', 1),
    await runOf('lamarckian', 1),
  ]
  expect(learnt?.population).toEqual(plain?.population)
  expect(learnt?.fitness).toEqual(inherited?.fitness)
  expect(learnt?.fitness).not.toEqual(plain?.fitness)
  expect(inherited?.population).not.toEqual(plain?.population)
})

test.each(['lamarckian', 'baldwinian'] as const)(
  '%s: the hashes of the serial run on two workers',
  async (mode) => {
    const cluster = new MemoryCluster(problem)
    cluster.join()
    cluster.join()
    const evaluator = {
      evaluate: async (batch: Parameters<MemoryCluster['evaluate']>[0]) => {
        const results = cluster.evaluate(batch)
        cluster.settle()
        return await results
      },
    }
    const spread = await generationsOf(evolutionOf(configOf(mode), { problem, evaluator }), 6)
    expect(hashesOf(spread)).toEqual(hashesOf(await runOf(mode, 6)))
  },
)

test('a resumed Lamarckian run has the hashes of the uninterrupted one', async () => {
  const whole = await runOf('lamarckian', 8)
  const saved = whole[3]
  if (saved === undefined) throw new RangeError('there are eight generations')
  const loaded = populationFromJson(
    JSON.parse(JSON.stringify(populationToJson(saved.population))),
    'feed-forward',
  )
  if (!loaded.ok) throw new RangeError('a saved population loads')
  const resumeFrom = { ...resumable(saved), population: loaded.value }
  const evaluator = new SerialEvaluator(problem)
  const rest = await generationsOf(evolutionOf(configOf('lamarckian'), { problem, evaluator, resumeFrom }), 4)
  expect(hashesOf(rest)).toEqual(hashesOf(whole).slice(4))
})

test('without generations, too, children take their places with the numbers with which they scored', async () => {
  const config = configOf('lamarckian', { mode: 'steady-state' })
  const evaluator = new SerialEvaluator(problem)
  const looks = evolveSteadily({ ...evolutionOf(config, { problem, evaluator }), inFlight: () => 1 })
  await looks.next()
  const { population, fitness } = (await looks.next()).value
  const { items } = batchOf(population, runConfigOf({ problem: problem.name, seed: 5, neat: small }))
  const again = await evaluator.evaluate({ generation: 0, items }, evolutionOf(config).signal)
  expect(again.map((one) => (one.kind === 'scored' ? one.fitness : one.reason))).toEqual([...fitness])
})

test('weights and biases keep to the narrowest of the limits', async () => {
  const config = configOf('lamarckian', { neat: { ...small, weights: { limit: 1.5 } } })
  const outcomes = await generationsOf(
    evolutionOf(config, { problem, evaluator: new SerialEvaluator(problem) }),
    5,
  )
  for (const { nodes, connections } of outcomes.at(-1)?.population.genomes ?? []) {
    for (const value of [...nodes.bias, ...connections.weight])
      expect(Math.abs(value)).toBeLessThanOrEqual(1.5)
  }
})

test.each<[string, Problem, RunConfigInput, string]>([
  [
    'a problem without examples',
    sequenceRecall,
    { neat: { network: { kind: 'feed-forward' } } },
    'has no examples',
  ],
  ['loops', retina, { neat: { network: { kind: 'recurrent' } } }, 'only feed-forward networks'],
  ['no biases', retina, { neat: { biases: { genes: 'none' } } }, 'neat.biases.genes is "none"'],
])('%s can not be fine-tuned, and the sentence says why', (_what, asked, more, sentence) => {
  const config = runConfigOf({ problem: asked.name, tuning: { mode: 'baldwinian' }, ...more })
  expect(fitIssues(config, asked)).toEqual([
    { path: 'tuning.mode', message: expect.stringContaining(sentence) },
  ])
  expect(fitIssues(runConfigOf({ problem: asked.name, ...more }), asked)).toEqual([])
})
