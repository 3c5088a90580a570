import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { genomeId } from '../../core/base/ids.ts'
import { checkedEvaluation } from '../../core/evaluate/check-result.ts'
import { evaluateItem } from '../../core/evaluate/evaluate-item.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { batchOf, describeBatchEvaluator } from '../contract/batch-evaluator.ts'

describeBatchEvaluator('The serial evaluator', (problem) => ({
  evaluator: new SerialEvaluator(problem),
  close() {},
}))

test('only finite numbers are fitness', () => {
  const id = genomeId(3)
  expect(checkedEvaluation(id, 0, 0)).toEqual({ kind: 'scored', genomeId: 3, fitness: 0 })
  expect(checkedEvaluation(id, '4', 0)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('string'),
  })
  expect(checkedEvaluation(id, undefined, 0)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('undefined'),
  })
})

test('a network that cannot be compiled fails its genome and throws nothing', () => {
  const item = batchOf(1).items[0]
  if (item === undefined) throw new RangeError('the batch is empty')
  const network = {
    ...item.network,
    source: Uint32Array.of(2),
    target: Uint32Array.of(2),
    weight: Float64Array.of(1),
  }
  expect(evaluateItem(xor, { ...item, network })).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('cycle'),
  })
})

test('what is thrown without being an error is told as well', () => {
  const item = batchOf(1).items[0]
  if (item === undefined) throw new RangeError('the batch is empty')
  const problem = {
    ...xor,
    evaluate: () => {
      throw 'a bare word'
    },
  }
  expect(evaluateItem(problem, item)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('a bare word'),
  })
})

test('a genome that fails is tried again, and one success is enough', async () => {
  let left = 2
  const wavering: Problem = {
    ...xor,
    evaluate() {
      if (left-- > 0) throw new RangeError('not yet')
      return 7
    },
  }
  const batch = batchOf(1)
  const signal = new Cancellation().signal
  expect(await new SerialEvaluator(wavering).evaluate(batch, signal)).toMatchObject([{ fitness: 7 }])
  left = 2
  expect(await new SerialEvaluator(wavering, 2).evaluate(batch, signal)).toMatchObject([
    { kind: 'failed', cause: 'threw', reason: expect.stringContaining('not yet (2 tries)') },
  ])
})
