// The bar of a long command: what it says, and that it never needs a second line.
import { expect, test } from 'vitest'
import { type BarState, barText, isDrawable } from '../../core/node/cli/progress.ts'

const state: BarState = {
  what: 'verified',
  done: 45,
  total: 90,
  note: 'best 3.2',
  elapsedMs: 12_000,
  columns: 100,
}

test('it says how far it is and how long it will take, in one line of any terminal', () => {
  expect(barText(state)).toBe('verified [###############---------------] 45/90  50 %  12 s left  best 3.2')
  expect(barText({ ...state, columns: 50 })).toBe('verified 45/90  50 %  12 s left  best 3.2')
  expect(barText({ ...state, done: 90 })).toContain('90/90  100 %  best')
  expect(barText({ ...state, done: 0 })).toContain(' 0/90  0 %  best')
  expect(barText({ ...state, elapsedMs: 7_200_000 })).toContain('2 h left')
  for (let columns = 1; columns < 200; columns++) {
    expect(barText({ ...state, columns }).length).toBeLessThan(Math.max(2, columns))
  }
})

test('pipes have none', () => {
  expect(isDrawable({ isTTY: false } as NodeJS.WriteStream)).toBe(false)
})
