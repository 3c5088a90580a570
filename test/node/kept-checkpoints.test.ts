import { expect, test } from 'vitest'
import { thinned } from '../../core/node/run-folder/kept-checkpoints.ts'

test('no more than asked are kept, the first and the newest always', () => {
  const generations: number[] = []
  let kept: readonly number[] = []
  for (let generation = 0; generation <= 100_000; generation += 100) {
    generations.push(generation)
    kept = thinned([...kept, generation], 12)
    expect(kept.length).toBeLessThanOrEqual(12)
    expect(kept[0]).toBe(0)
    expect(kept.at(-1)).toBe(generation)
  }
})

test('the older, the sparser: gaps grow with age', () => {
  let kept: readonly number[] = []
  for (let generation = 0; generation <= 50_000; generation += 100) kept = thinned([...kept, generation], 16)
  const gaps = kept.slice(1).map((generation, at) => generation - (kept[at] ?? 0))
  expect(gaps.at(-1)).toBe(100)
  const half = Math.floor(gaps.length / 2)
  const sum = (list: readonly number[]) => list.reduce((total, gap) => total + gap, 0)
  expect(sum(gaps.slice(0, half))).toBeGreaterThan(4 * sum(gaps.slice(half)))
})

test('few enough are left alone', () => {
  expect(thinned([0, 5, 9], 3)).toEqual([0, 5, 9])
  expect(thinned([], 3)).toEqual([])
})
