// What an evaluation may know of the world outside: whether anybody waits for it, and whom it tells how far it is.
import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { genomeId } from '../../core/base/ids.ts'
import { EvaluationAborted } from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import type { PrintedLine } from '../../core/node/threads/slot.ts'
import { sparing } from '../../core/node/threads/told-lines.ts'
import type { AtWork } from '../../core/problems/at-work.ts'
import { cartPole } from '../../core/problems/control/cart-pole.ts'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { xorGenomes } from '../wire/xor-batch.ts'

test('an evaluation sees that it was called off, and the serial evaluator then has no result', async () => {
  const cancellation = new Cancellation()
  const seen: boolean[] = []
  const problem: Problem = {
    ...xor,
    evaluate(_network, { signal }) {
      seen.push(signal.aborted)
      cancellation.abort()
      seen.push(signal.aborted)
      signal.throwIfAborted()
      return expect.unreachable()
    },
  }
  await expect(new SerialEvaluator(problem).evaluate(xorGenomes(3), cancellation.signal)).rejects.toThrow(
    EvaluationAborted,
  )
  expect(seen).toEqual([false, true])
})

test('progress is a share from 0 to 1 and a short note, whatever is said', () => {
  const told: unknown[] = []
  const atWork: AtWork = { isAborted: () => false, told: (...said) => void told.push(said) }
  const { progress } = evaluationContext(xor, 1, undefined, { atWork })
  for (const share of [0.5, -1, 40, Number.NaN]) progress(share)
  progress(1, 'x'.repeat(999))
  expect(told).toEqual([
    [0.5, ''],
    [0, ''],
    [1, ''],
    [0, ''],
    [1, 'x'.repeat(200)],
  ])
})

test('problems of many episodes tell each, and end between two of them where nobody waits', () => {
  let left = 2
  const told: string[] = []
  const atWork: AtWork = { isAborted: () => left-- <= 0, told: (_, note) => void told.push(note) }
  const context = evaluationContext(cartPole, 1, { episodes: 5 }, { atWork })
  const still = { inputCount: 4, outputCount: 2, activate: () => new Float64Array(2), reset: () => {} }
  const network = { ...still, activateAll: () => new Float64Array(0) }
  expect(() => cartPole.evaluate(network, context)).toThrow('nobody waits for this evaluation any more')
  expect(told).toEqual(['episode 1 of 5', 'episode 2 of 5'])
})

test('only evaluations that take seconds are heard of, each every three seconds', () => {
  let nowMs = 0
  const told: PrintedLine[] = []
  const tell = sparing(
    (line) => told.push(line),
    () => nowMs,
  )
  for (let genome = 0; genome < 50; genome++) {
    tell(genomeId(genome), 0, 'begins')
    nowMs += 400
    tell(genomeId(genome), 0.9, 'nearly done')
  }
  expect(told).toEqual([])
  for (let step = 0; step <= 70; step++) {
    tell(genomeId(99), step / 70, `step ${step}`)
    nowMs += 100
  }
  expect(told).toEqual([30, 60].map((step) => ({ genomeId: 99, share: step / 70, text: `step ${step}` })))
})
