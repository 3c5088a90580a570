// What every BatchEvaluator promises, as a suite to run against each of them: serial, threads, cluster, sockets.
// The caller makes the evaluator for the problem named here; evaluators in other threads or processes find the
// problems of this suite by importing `contractProblems`.
import { afterEach, describe, expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import { evaluationSeed } from '../../core/base/seed.ts'
import { runToEnd } from '../../core/base/steps.ts'
import {
  type Arrival,
  type Arrived,
  type BatchEvaluator,
  EvaluationAborted,
  type EvaluationBatch,
  type EvaluationItem,
} from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { ACTIVATIONS, AGGREGATIONS } from '../../core/network/network-spec.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { withOpponents } from '../../core/run/opponents.ts'
import { ADAM_DEFAULTS } from '../../core/tune/adam.ts'
import { randomSpec } from '../network/random-spec.ts'

export interface EvaluatorUnderTest {
  readonly evaluator: BatchEvaluator
  close(): Promise<void> | void
}

/** Scores by chance alone: reveals a seed that is not the item's own. */
const chance: Problem = {
  ...xor,
  name: 'contract-chance',
  summary: 'Fitness is the first number of the evaluation’s own generator.',
  evaluate: (_network, { random }) => random.nextFloat(),
}

/** Throws, or scores NaN or infinity, at outputs that the networks of its fingerprint don't reach. */
const failing: Problem = {
  ...xor,
  name: 'contract-failing',
  summary: 'Throws or returns what is no fitness, as the sign of the output has it.',
  evaluate(network) {
    const output = network.activate(Float64Array.of(0, 0))[0] ?? 0
    if (output === 101) throw new RangeError('the pole fell off the table')
    if (output === 102) return Number.NaN
    return output === 103 ? Number.POSITIVE_INFINITY : output
  },
}

/** Tells what it did; at 101 it tells too little. */
const behaving: Problem = {
  ...xor,
  name: 'contract-behaving',
  summary: 'Fitness and a behaviour of two numbers.',
  behaviour: [
    { name: 'at rest', low: 0, high: 1 },
    { name: 'excited', low: 0, high: 1 },
  ],
  evaluate(network) {
    const [rest, excited] = [0, 1].map((level) => network.activate(Float64Array.of(level, level))[0] ?? 0)
    return { fitness: 1, behaviour: rest === 101 ? [1] : [rest ?? 0, excited ?? 0] }
  },
}

/** Tells what else it saw; at 101 a number that is none, at 102 nothing, at 103 what nobody could read. */
const measuring: Problem = {
  ...xor,
  name: 'contract-measuring',
  summary: 'Fitness and metrics.',
  evaluate(network) {
    const output = network.activate(Float64Array.of(0, 0))[0] ?? 0
    if (output === 101) return { fitness: 1, metrics: { laps: Number.NaN } }
    if (output === 102) return { fitness: 1, metrics: {} }
    if (output === 103) return { fitness: 1, metrics: { '\u001b[2J': 1 } }
    return { fitness: 1, metrics: { laps: output, 'metres per second': 1e-300, '2': -0 } }
  },
}

/** Tells whom a network met, in which order. */
const meeting: Problem = {
  ...xor,
  name: 'contract-meeting',
  summary: 'Fitness is the network’s own output and those of its opponents, as digits.',
  opponents: 3,
  evaluate: (network, { opponents }) =>
    [network, ...opponents].reduce((sum, one) => sum * 10 + (one.activate([0, 0])[0] ?? 0), 0),
}

/** Evaluators under test are made for these (and for xor). */
export const contractProblems: readonly Problem[] = [xor, chance, failing, behaving, measuring, meeting]

/** Runs the contract; `make` gives a fresh evaluator for one of {@link contractProblems}. */
export function describeBatchEvaluator(
  name: string,
  make: (problem: Problem) => Promise<EvaluatorUnderTest> | EvaluatorUnderTest,
): void {
  const open: EvaluatorUnderTest[] = []
  const evaluatorFor = async (problem: Problem): Promise<BatchEvaluator> => {
    const made = await make(problem)
    open.push(made)
    return made.evaluator
  }
  afterEach(async () => {
    for (const made of open.splice(0)) await made.close()
  })

  describe(`${name} keeps the contract of a BatchEvaluator`, () => {
    test('one result per item, in the order of the items', async () => {
      const evaluator = await evaluatorFor(xor)
      const batch = batchOf(40)
      const results = await evaluator.evaluate(batch, new Cancellation().signal)
      expect(results.map((result) => result.genomeId)).toEqual(batch.items.map((item) => item.genomeId))
      expect(results.every((result) => result.kind === 'scored')).toBe(true)
    })

    test.each([xor, chance])(
      'the bits of the serial evaluator, generation after generation: $name',
      async (problem) => {
        const evaluator = await evaluatorFor(problem)
        const serial = new SerialEvaluator(problem)
        const signal = new Cancellation().signal
        for (let generation = 0; generation < 3; generation++) {
          const batch = batchOf(25, generation)
          expect(await evaluator.evaluate(batch, signal)).toEqual(await serial.evaluate(batch, signal))
        }
      },
    )

    test('every result has been told by the time they are given back, and holds', async () => {
      const evaluator = await evaluatorFor(failing)
      const items = [0.5, 101, 102, 0.25, 0.75].map((output, index) => constantItem(index, output))
      const told = new Map<number, Arrival>()
      const arrived: Arrived = (arrivals) => {
        for (const arrival of arrivals) told.set(arrival.genomeId, arrival)
      }
      const results = await evaluator.evaluate({ generation: 0, items }, new Cancellation().signal, arrived)
      expect(results.map(({ genomeId: id }) => told.get(id))).toEqual(results)
    })

    test('a genome that fails says why, and the others keep their scores', async () => {
      const evaluator = await evaluatorFor(failing)
      const items = [0.5, 101, 102, 103, 0.25].map((output, index) => constantItem(index, output))
      const results = await evaluator.evaluate({ generation: 0, items }, new Cancellation().signal)
      expect(results).toMatchObject([
        { kind: 'scored', genomeId: 0, fitness: 0.5 },
        { kind: 'failed', genomeId: 1, reason: expect.stringContaining('the pole fell off the table') },
        { kind: 'failed', genomeId: 2, reason: expect.stringContaining('NaN') },
        { kind: 'failed', genomeId: 3, reason: expect.stringContaining('Infinity') },
        { kind: 'scored', genomeId: 4, fitness: 0.25 },
      ])
    })

    test('metrics come back bit for bit; ones that are not finite or have no sound name fail their genome', async () => {
      const evaluator = await evaluatorFor(measuring)
      const items = [0.1, 101, 102, 103, 0.25].map((output, index) => constantItem(index, output))
      const results = await evaluator.evaluate({ generation: 0, items }, new Cancellation().signal)
      const told = (laps: number) => ({ laps, 'metres per second': 1e-300, '2': 0 })
      expect(results).toEqual([
        { kind: 'scored', genomeId: 0, fitness: 1, metrics: told(0.1) },
        {
          ...{ kind: 'failed', genomeId: 1, cause: 'value' },
          reason: expect.stringContaining('the metric "laps" must be a finite number, but it was NaN'),
        },
        { kind: 'scored', genomeId: 2, fitness: 1 },
        {
          ...{ kind: 'failed', genomeId: 3, cause: 'value' },
          reason: expect.stringContaining('1 to 60 characters and no control characters'),
        },
        { kind: 'scored', genomeId: 4, fitness: 1, metrics: told(0.25) },
      ])
    })

    test('behaviours come back bit for bit, and one of the wrong length fails its genome', async () => {
      const evaluator = await evaluatorFor(behaving)
      const items = [0.5, 101, 0.25].map((output, index) => constantItem(index, output))
      const batch = { generation: 0, items, behaviourAxes: 2 }
      const results = await evaluator.evaluate(batch, new Cancellation().signal)
      expect(results).toEqual([
        { kind: 'scored', genomeId: 0, fitness: 1, behaviour: Float64Array.of(0.5, 0.5) },
        {
          kind: 'failed',
          genomeId: 1,
          cause: 'value',
          reason: 'the behaviour must be a list of 2 finite numbers (3 tries)',
        },
        { kind: 'scored', genomeId: 2, fitness: 1, behaviour: Float64Array.of(0.25, 0.25) },
      ])
    })

    test.each([true, false])('fine-tuned as by the serial evaluator, inherited: %s', async (inherit) => {
      const evaluator = await evaluatorFor(xor)
      const tuning = { ...ADAM_DEFAULTS, learningRate: 0.1, epochs: 5, limit: 8, inherit }
      const signal = new Cancellation().signal
      const batch = { ...batchOf(10), tuning }
      const results = await evaluator.evaluate(batch, signal)
      expect(results).toEqual(await new SerialEvaluator(xor).evaluate(batch, signal))
      expect(results).not.toEqual(await new SerialEvaluator(xor).evaluate(batchOf(10), signal))
      expect(results.some((one) => one.kind === 'scored' && one.tuned !== undefined)).toBe(inherit)
    })

    test('every genome meets its own opponents, in their order, whoever shares its batch', async () => {
      const evaluator = await evaluatorFor(meeting)
      const items = [1, 2, 3, 4].map((output, index) => constantItem(index, output))
      const [one, two, three, four] = items.map(({ network }) => network)
      const met = [[two, three, four], [one], [], [four, four, one]].map((networks) =>
        networks.filter((network) => network !== undefined),
      )
      const batch = { generation: 0, items: items.map((item, at) => ({ ...item, opponents: met[at] ?? [] })) }
      const results = await evaluator.evaluate(batch, new Cancellation().signal)
      expect(results.map((result) => result.kind === 'scored' && result.fitness)).toEqual([1234, 21, 3, 4441])
    })

    test('the bits of the serial evaluator with opponents drawn from the batch', async () => {
      const evaluator = await evaluatorFor(meeting)
      const signal = new Cancellation().signal
      for (let generation = 0; generation < 2; generation++) {
        const plain = batchOf(30, generation)
        const batch = { ...plain, items: runToEnd(withOpponents(plain.items, 3)) }
        const results = await evaluator.evaluate(batch, signal)
        expect(results).toEqual(await new SerialEvaluator(meeting).evaluate(batch, signal))
        expect(results).not.toEqual(await new SerialEvaluator(meeting).evaluate(plain, signal))
      }
    })

    test('an empty batch has no results', async () => {
      const evaluator = await evaluatorFor(xor)
      expect(await evaluator.evaluate({ generation: 0, items: [] }, new Cancellation().signal)).toEqual([])
    })

    test('an aborted signal rejects with EvaluationAborted, and the next batch is evaluated as ever', async () => {
      const evaluator = await evaluatorFor(xor)
      const before = new Cancellation()
      before.abort()
      await expect(evaluator.evaluate(batchOf(5), before.signal)).rejects.toBeInstanceOf(EvaluationAborted)
      const results = await evaluator.evaluate(batchOf(5), new Cancellation().signal)
      expect(results).toEqual(await new SerialEvaluator(xor).evaluate(batchOf(5), new Cancellation().signal))
    })

    test('a signal aborted on the way rejects, or comes too late and changes nothing', async () => {
      const evaluator = await evaluatorFor(xor)
      const cancellation = new Cancellation()
      const batch = batchOf(200)
      const outcome = evaluator.evaluate(batch, cancellation.signal).then(
        (results) => results.length,
        (error: unknown) => error,
      )
      cancellation.abort()
      const got = await outcome
      expect(got === batch.items.length || got instanceof EvaluationAborted).toBe(true)
    })
  })
}

/** `size` random networks with two inputs and one output; the same batch for the same arguments. */
export function batchOf(size: number, generation = 0): EvaluationBatch {
  const random = Random.fromSeed(generation)
  const items = Array.from({ length: size }, (_, index): EvaluationItem => {
    const id = genomeId(generation * 1000 + index * 3)
    return {
      genomeId: id,
      seed: evaluationSeed(1, generation, id),
      network: randomSpec(random, { kind: 'feed-forward', inputCount: 2, outputCount: 1, plain: true }),
    }
  })
  return { generation, items }
}

/** A network whose output is `output` whatever goes in. */
function constantItem(id: number, output: number): EvaluationItem {
  return {
    genomeId: genomeId(id),
    seed: id,
    network: {
      kind: 'feed-forward',
      inputCount: 2,
      outputCount: 1,
      activation: Uint8Array.of(ACTIVATIONS.indexOf('identity')),
      aggregation: Uint8Array.of(AGGREGATIONS.indexOf('sum')),
      bias: Float64Array.of(output),
      response: Float64Array.of(1),
      source: new Uint32Array(0),
      target: new Uint32Array(0),
      weight: new Float64Array(0),
    },
  }
}
