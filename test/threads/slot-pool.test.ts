// The pool of slots with slots that do as the test says.
import { expect, test } from 'vitest'
import type { SlotEvents } from '../../core/node/threads/slot.ts'
import { type JobEnd, SlotPool } from '../../core/node/threads/slot-pool.ts'

function poolOfOne() {
  const started: SlotEvents[] = []
  const pool = new SlotPool(1, (events) => {
    started.push(events)
    return { evaluate() {}, prepare() {}, cancel() {}, end: async () => {} }
  })
  const ends: JobEnd[] = []
  const run = () => pool.run({ bytes: new Uint8Array(), limitMs: 1000, done: (end) => void ends.push(end) })
  return { pool, started, ends, run }
}

test('a slot that ends while nobody needs it is left empty until the next job', () => {
  const { started, ends, run } = poolOfOne()
  run()
  started[0]?.gone('it can’t start')
  expect(ends).toEqual([{ kind: 'crashed', reason: 'it can’t start' }])
  expect(started).toHaveLength(1)
  run()
  expect(started).toHaveLength(2)
  started[0]?.gone('said by one that is no longer there')
  expect(ends).toHaveLength(1)
})

test('jobs that wait are the next one’s', () => {
  const { started, ends, run } = poolOfOne()
  run()
  run()
  started[0]?.gone('no memory')
  expect(started).toHaveLength(2)
  started[1]?.replied({ kind: 'ready' })
  started[1]?.replied({ kind: 'unusable', reason: 'unknown problem' })
  expect(ends.map(({ kind }) => kind)).toEqual(['crashed', 'unusable'])
})
