import { expect, test } from 'vitest'
import { moreOf } from '../../renderer/run/more-generations.ts'

test.each([
  ['100', 1, 100],
  [' 1,000 ', 1, 1000],
  ['0', 0, 0],
  ['0', 1, null],
  ['', 0, null],
  ['-3', 0, null],
  ['2e3', 0, null],
  ['some', 0, null],
  ['2000000000', 1, null],
])('%j with at least %d is %s more generations', (text, least, more) => {
  expect(moreOf(text, least)).toBe(more)
})
