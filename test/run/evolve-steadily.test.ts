import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { issuesText } from '../../core/base/config-issue.ts'
import { Random } from '../../core/base/random.ts'
import {
  type BatchEvaluator,
  type Evaluation,
  EvaluationAborted,
  type EvaluationBatch,
} from '../../core/evaluate/batch.ts'
import { evaluateItem } from '../../core/evaluate/evaluate-item.ts'
import { xor } from '../../core/problems/xor.ts'
import { fitIssues } from '../../core/run/config-fit.ts'
import type { GenerationOutcome } from '../../core/run/evolve.ts'
import { evolveSteadily, type SteadyEvolution } from '../../core/run/evolve-steadily.ts'
import { steadyFromJson, steadyToJson } from '../../core/run/steady-codec.ts'
import { evolutionOf, hashesOf, resumable, runConfigOf } from './support.ts'

const config = runConfigOf({ mode: 'steady-state', seed: 3, neat: { populationSize: 30 } })

/** Finishes one of the evaluations under way, drawn at random, whenever the run waits for one. */
class ShuffledEvaluator implements BatchEvaluator {
  readonly #random: Random
  readonly #open: (() => void)[] = []
  mostUnderWay = 0
  readonly underWay: number[] = []

  constructor(seed: number) {
    this.#random = Random.fromSeed(seed)
  }

  evaluate(batch: EvaluationBatch): Promise<readonly Evaluation[]> {
    return new Promise((resolve) => {
      this.#open.push(() => resolve(batch.items.map((item) => evaluateItem(xor, item))))
      this.mostUnderWay = Math.max(this.mostUnderWay, this.#open.length)
      setImmediate(() => {
        this.underWay.push(this.#open.length)
        this.#open.splice(this.#random.nextInt(this.#open.length), 1)[0]?.()
      })
    })
  }
}

async function looksOf(change: Partial<SteadyEvolution>, count: number): Promise<GenerationOutcome[]> {
  const looks: GenerationOutcome[] = []
  const evolution = {
    ...evolutionOf(config),
    evaluator: new ShuffledEvaluator(1),
    inFlight: () => 4,
    ...change,
  }
  for await (const look of evolveSteadily(evolution)) {
    looks.push(look)
    if (looks.length === count) break
  }
  return looks
}

const orderOf = (looks: readonly GenerationOutcome[]) =>
  looks.flatMap(({ steady }) => [...(steady?.order ?? [])])

test('another order of results gives another run; the recorded order gives the same, whoever evaluates', async () => {
  const first = await looksOf({ evaluator: new ShuffledEvaluator(1) }, 6)
  const second = await looksOf({ evaluator: new ShuffledEvaluator(2) }, 6)
  expect(hashesOf(second)).not.toEqual(hashesOf(first))
  const replayed = await looksOf({ evaluator: new ShuffledEvaluator(2), recorded: orderOf(first) }, 6)
  expect(hashesOf(replayed)).toEqual(hashesOf(first))
})

test('as many evaluations as asked for are under way all the time', async () => {
  const evaluator = new ShuffledEvaluator(1)
  await looksOf({ evaluator, inFlight: () => 5 }, 4)
  expect(evaluator.mostUnderWay).toBe(5)
  expect(evaluator.underWay.slice(5, -5).every((count) => count >= 1)).toBe(true)
})

test('it is looked at every population of births, counting generations and evaluations', async () => {
  const looks = await looksOf({}, 4)
  expect(
    looks.map(({ snapshot, steady }) => [snapshot.generation, snapshot.evaluations, steady?.births]),
  ).toEqual([
    [0, 30, 0],
    [1, 60, 30],
    [2, 90, 60],
    [3, 120, 90],
  ])
  expect(looks.slice(1).every(({ steady }) => steady?.order.length === 30)).toBe(true)
})

test('save, load and go on in the recorded order is the same as go on', async () => {
  const whole = await looksOf({}, 7)
  const saved = whole[3]
  if (saved?.steady === undefined || saved.steady === null) throw new RangeError('there is a fourth look')
  const json: unknown = JSON.parse(JSON.stringify(steadyToJson(saved.steady)))
  const loaded = steadyFromJson(json, saved.population.shape)
  if (!loaded.ok) throw new RangeError(issuesText(loaded.issues))
  const recorded = orderOf(whole.slice(4))
  const resumeFrom = { ...resumable(saved), steady: loaded.value }
  const rest = await looksOf({ evaluator: new ShuffledEvaluator(9), resumeFrom, recorded }, 3)
  expect(hashesOf(rest)).toEqual(hashesOf(whole).slice(4))
})

test('xor is solved without generations, seed after seed', async () => {
  for (const seed of [1, 2, 3]) {
    const steady = runConfigOf({ mode: 'steady-state', seed })
    const evolution = { ...evolutionOf(steady), inFlight: () => 4 }
    for await (const { solved, best, snapshot } of evolveSteadily(evolution)) {
      if (solved) expect(best.fitness).toBeGreaterThanOrEqual(3.9)
      expect(snapshot.generation, `seed ${seed}`).toBeLessThan(100)
      if (solved) break
    }
  }
})

test('an aborted evaluation ends the run', async () => {
  const cancellation = new Cancellation()
  const looks = evolveSteadily({ ...evolutionOf(config, { signal: cancellation.signal }), inFlight: () => 2 })
  await looks.next()
  cancellation.abort()
  await expect(looks.next()).rejects.toBeInstanceOf(EvaluationAborted)
})

test('settings that need generations are refused by name', () => {
  const mixed = runConfigOf({ mode: 'steady-state', neat: { complexity: { regulation: 'absolute' } } })
  expect(issuesText(fitIssues(mixed, xor))).toContain('neat.complexity.regulation: it needs generations')
  expect(fitIssues(config, xor)).toEqual([])
})

test('a look tells the metrics of the best child since the look before, also after the run went on', async () => {
  const measured = (result: Evaluation): Evaluation =>
    result.kind === 'scored' ? { ...result, metrics: { again: result.fitness } } : result
  const measuring = (): BatchEvaluator => ({
    evaluate: async (batch) => batch.items.map((item) => measured(evaluateItem(xor, item))),
  })
  const looks = await looksOf({ evaluator: measuring() }, 4)
  for (const { snapshot } of looks) {
    expect(snapshot.metrics?.['again']).toBeGreaterThan(0)
    expect(snapshot.metrics?.['again']).toBeLessThanOrEqual(snapshot.best)
  }
  const [, second] = looks
  if (second === undefined) throw new RangeError('there are four looks')
  const later = await looksOf({ evaluator: measuring(), resumeFrom: resumable(second) }, 2)
  expect(later.map(({ snapshot }) => snapshot.metrics)).toEqual(
    looks.slice(2).map(({ snapshot }) => snapshot.metrics),
  )
})
