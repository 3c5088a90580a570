import { expect, test } from 'vitest'
import { LongEvaluations } from '../../core/wire/long-evaluations.ts'

const at = (genomeId: number, share = 0.5) => ({ genomeId, share, note: '' })

test('the last word of every evaluation is kept, until it is over or nothing is heard of it for too long', () => {
  const long = new LongEvaluations()
  long.note(at(9, 0.1), 0)
  long.note(at(7, 0.1), 1000)
  long.note(at(9, 0.4), 3000)
  expect(long.current(2, 8500)).toEqual([at(7, 0.1), at(9, 0.4)])
  expect(long.current(2, 9001)).toEqual([at(9, 0.4)])
  long.forget([{ genomeId: 9 }, { genomeId: 1 }])
  expect(long.isEmpty).toBe(true)
})

test('there are never more of them than slots, and of those that are kept there is an end', () => {
  const long = new LongEvaluations()
  for (let genome = 0; genome < 1000; genome++) long.note(at(genome), 0)
  expect(long.current(2, 0)).toEqual([at(998), at(999)])
  expect(long.current(0, 0)).toEqual([])
  expect(long.current(5000, 0)).toHaveLength(64)
})
