// What chance decided once is repeated: genomes whose failure is on record are not evaluated again.
import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { genomeId } from '../../core/base/ids.ts'
import type { BatchEvaluator, FailedEvaluation } from '../../core/evaluate/batch.ts'
import { ReplayingEvaluator, withoutGenerations } from '../../core/evaluate/recorded-failures.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { xor } from '../../core/problems/xor.ts'
import { batchOf } from '../contract/batch-evaluator.ts'

const { signal } = new Cancellation()

test('a recorded failure of the generation is repeated in its place, without an evaluation', async () => {
  const batch = batchOf(5, 4)
  const id = batch.items[2]?.genomeId ?? genomeId(0)
  const failure: FailedEvaluation = { kind: 'failed', genomeId: id, cause: 'time', reason: 'too long' }
  const evaluated: number[] = []
  const serial = new SerialEvaluator(xor)
  const watched: BatchEvaluator = {
    evaluate(given, its) {
      evaluated.push(...given.items.map((item) => item.genomeId))
      return serial.evaluate(given, its)
    },
  }
  const replaying = new ReplayingEvaluator(watched, new Map([[4, new Map([[id, failure]])]]))
  const plain = await serial.evaluate(batch, signal)
  const results = await replaying.evaluate(batch, signal)
  expect(results).toEqual(plain.map((one, index) => (index === 2 ? failure : one)))
  expect(evaluated).not.toContain(id)
  const other = batchOf(5, 3)
  expect(await replaying.evaluate(other, signal)).toEqual(await serial.evaluate(other, signal))
})

test('without generations a recorded failure is found whenever it was written', () => {
  const one = { kind: 'failed', genomeId: genomeId(7), cause: 'time', reason: 'slow' } as const
  const record = withoutGenerations(new Map([[3, new Map([[7, one]])]]))
  expect(record.get(0)?.get(7)).toEqual(one)
})
