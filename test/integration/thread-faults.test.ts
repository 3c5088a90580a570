// Threads that end or hang: replaced, and nobody's fitness but the culprit's changes.
import { expect, onTestFinished, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { batchId, genomeId } from '../../core/base/ids.ts'
import { EvaluationAborted, type EvaluationItem } from '../../core/evaluate/batch.ts'
import { parseSubstrate } from '../../core/hyperneat/substrate.ts'
import { ACTIVATIONS, AGGREGATIONS } from '../../core/network/network-spec.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { BatchRunner } from '../../core/node/threads/batch-runner.ts'
import { ThreadEvaluator } from '../../core/node/threads/thread-evaluator.ts'
import { setEvaluatorThreadUrl, startThreadSlot } from '../../core/node/threads/thread-slot.ts'
import { declaredProblem } from '../../core/problems/declared-problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { encodeBatch } from '../../core/wire/batch-codec.ts'

setEvaluatorThreadUrl(new URL('./faulty-thread.ts', import.meta.url))

const ENDS_THREAD = 1
const HANGS = 2

/** A network whose outputs are these whatever goes in. */
function item(id: number, inputCount: number, ...outputs: number[]): EvaluationItem {
  return {
    genomeId: genomeId(id),
    seed: id,
    network: {
      kind: 'feed-forward',
      inputCount,
      outputCount: outputs.length,
      activation: new Uint8Array(outputs.length).fill(ACTIVATIONS.indexOf('identity')),
      aggregation: new Uint8Array(outputs.length).fill(AGGREGATIONS.indexOf('sum')),
      bias: Float64Array.from(outputs),
      response: new Float64Array(outputs.length).fill(1),
      source: new Uint32Array(0),
      target: new Uint32Array(0),
      weight: new Float64Array(0),
    },
  }
}

function batchOf(...outputs: number[]) {
  return { generation: 0, items: outputs.map((output, id) => item(id, 2, output)) }
}

function evaluatorWith(slots: number): ThreadEvaluator {
  const rules = { ...DEFAULT_CLUSTER, taskTimeoutMs: 300 }
  const evaluator = new ThreadEvaluator({ ...rules, problem: { name: 'faulty' }, slots })
  onTestFinished(() => evaluator.close())
  return evaluator
}

test.each([1, 2])(
  'a genome that ends its thread fails alone, and the others keep their scores: %i slots',
  async (slots) => {
    const evaluator = evaluatorWith(slots)
    const signal = new Cancellation().signal
    const results = await evaluator.evaluate(batchOf(0.25, 0.5, ENDS_THREAD, 0.75, 3), signal)
    const reason = expect.stringMatching(/exited with code 7 \(3 tries\)/)
    expect(results).toEqual([
      { kind: 'scored', genomeId: 0, fitness: 0.25 },
      { kind: 'scored', genomeId: 1, fitness: 0.5 },
      { kind: 'failed', genomeId: 2, cause: 'ended', reason },
      { kind: 'scored', genomeId: 3, fitness: 0.75 },
      { kind: 'scored', genomeId: 4, fitness: 3 },
    ])
    expect(await evaluator.evaluate(batchOf(5), signal)).toEqual([
      { kind: 'scored', genomeId: 0, fitness: 5 },
    ])
  },
)

test('a thread that hangs is ended by an abort, and the next batch is evaluated as ever', async () => {
  const evaluator = evaluatorWith(1)
  const cancellation = new Cancellation()
  const hanging = evaluator.evaluate(batchOf(HANGS, 0.5), cancellation.signal)
  cancellation.abort()
  await expect(hanging).rejects.toBeInstanceOf(EvaluationAborted)
  const results = await evaluator.evaluate(batchOf(0.5), new Cancellation().signal)
  expect(results).toEqual([{ kind: 'scored', genomeId: 0, fitness: 0.5 }])
})

test.each([1, 2])(
  'a genome that hangs is cut off after taskTimeoutMs and fails alone: %i slots',
  async (slots) => {
    const evaluator = evaluatorWith(slots)
    const signal = new Cancellation().signal
    const results = await evaluator.evaluate(batchOf(0.25, HANGS, 0.75), signal)
    expect(results).toEqual([
      { kind: 'scored', genomeId: 0, fitness: 0.25 },
      {
        kind: 'failed',
        genomeId: 1,
        cause: 'time',
        reason: 'the evaluation took longer than 300 ms (3 tries)',
      },
      { kind: 'scored', genomeId: 2, fitness: 0.75 },
    ])
  },
)

test('a thread that takes the place of another is told of the declared substrate, too', async () => {
  const parsed = parseSubstrate({
    format: 'neatwork-substrate',
    version: 1,
    inputs: { name: 'in', nodes: [[-1], [1]] },
    outputs: { name: 'out', nodes: [[0]] },
    connections: [['in', 'out']],
    activation: 'identity',
    weightThreshold: 0,
    largestWeight: 1,
  })
  if (!parsed.ok) throw new RangeError('the substrate is sound')
  const found = declaredProblem({ ok: true, problem: xor }, { substrate: parsed.value })
  if (!found.ok) throw new RangeError(found.message)
  const evaluator = new ThreadEvaluator({ ...DEFAULT_CLUSTER, problem: found.problem, slots: 1 })
  onTestFinished(() => evaluator.close())
  // The pattern network paints no weights, and its second answer as the bias of the output.
  const items = [0.25, ENDS_THREAD, 0.5].map((bias, id) => item(id, 3, 0, bias))
  const results = await evaluator.evaluate({ generation: 0, items }, new Cancellation().signal)
  expect(results).toMatchObject([
    { kind: 'scored', fitness: 0.25 },
    { kind: 'failed', cause: 'ended' },
    { kind: 'scored', fitness: 0.5 },
  ])
})

test('whoever looks after the machine is told that a thread was replaced, and why', async () => {
  const reasons: string[] = []
  const runner = new BatchRunner(1, startThreadSlot, (reason) => reasons.push(reason))
  onTestFinished(() => runner.close())
  for (const output of [HANGS, ENDS_THREAD, 0.5]) {
    const batch = encodeBatch({ batchId: batchId(1), generation: 0, problem: 'faulty' }, [item(0, 2, output)])
    await new Promise((resolve) => runner.run(batch, 300, resolve))
  }
  expect(reasons).toEqual([
    'the evaluation took longer than 300 ms',
    'the evaluator thread exited with code 7',
  ])
})
