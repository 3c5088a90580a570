import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MOST_SAMPLES, sampled, withGenerations } from '../../core/api/sampled-history.ts'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import { madeUpHistory } from '../renderer/made-up-history.ts'

const numbers = (history: readonly GenerationSnapshot[]) => history.map(({ generation }) => generation)
const long = madeUpHistory(5000, 2)

describe('a history as screens hold it', () => {
  test('is whole while it is short', () => {
    const short = long.slice(0, MOST_SAMPLES)
    expect(sampled(short)).toEqual(short)
  })

  test('stays small however long the run, in wider spaces at the beginning than at the end', () => {
    const kept = sampled(long)
    expect(kept.length).toBeLessThan(2 * MOST_SAMPLES)
    // 5,000 generations are 112 more than 512 spaces of eight and as many of sixteen hold.
    const wide = numbers(kept).filter((generation) => generation < 16 * 120 && generation % 16 === 0)
    const narrow = numbers(kept).filter((generation) => generation >= 16 * 120 && generation % 8 === 0)
    expect(wide).toEqual(Array.from({ length: 120 }, (_, index) => 16 * index))
    expect(narrow).toEqual(Array.from({ length: 385 }, (_, index) => 16 * 120 + 8 * index))
    expect(kept.at(-1)?.generation).toBe(4999)
  })

  test('is as large after ten thousand generations as after a thousand', () => {
    const flat = Array.from({ length: 10_000 }, (_, generation) => ({ generation, best: 1 }))
    for (let length = MOST_SAMPLES; length <= flat.length; length += 83) {
      const kept = sampled(flat.slice(0, length)).length
      expect(kept).toBeGreaterThan(MOST_SAMPLES - 9)
      // The newest is kept besides.
      expect(kept).toBeLessThanOrEqual(MOST_SAMPLES + 1)
    }
  })

  test.each([
    ['better', 99],
    ['worse', -99],
  ])('keeps a generation that was %s than all before', (_, best) => {
    const peak = long.map((snapshot) => (snapshot.generation === 3001 ? { ...snapshot, best } : snapshot))
    expect(numbers(sampled(peak))).toContain(3001)
  })

  test('keeps the newest generation and not those that were the newest once', () => {
    const later = withGenerations(sampled(long.slice(0, 4994)), long.slice(4994, 4996))
    expect(numbers(later)).toContain(4995)
    expect(numbers(withGenerations(later, long.slice(4996, 4997)))).not.toContain(4995)
  })

  test('is the same whether generations come one by one, in pieces or at once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 }), (lengths) => {
        let history: readonly GenerationSnapshot[] = []
        let at = 0
        for (const length of lengths) {
          history = withGenerations(history, long.slice(at, at + length))
          at = Math.min(long.length, at + length)
        }
        expect(evens(history)).toEqual(evens(sampled(long.slice(0, at))))
        expect(bestOf(history)).toBe(bestOf(long.slice(0, at)))
      }),
      { seed: 7, numRuns: 40 },
    )
  })

  test('takes generations between those that it has, each once', () => {
    const some = long.slice(0, 30)
    const rough = some.filter((_, index) => index % 10 === 9)
    expect(withGenerations(rough, some.slice(0, 25))).toEqual([...some.slice(0, 25), some[29]])
  })
})

const bestOf = (history: readonly GenerationSnapshot[]) => Math.max(...history.map(({ best }) => best))

/** Those that stay whatever their fitness, and the newest. */
function evens(history: readonly GenerationSnapshot[]): readonly number[] {
  const [newest] = numbers(history).slice(-1)
  const even = sampled(
    Array.from({ length: (newest ?? -1) + 1 }, (_, generation) => ({ generation, best: 0 })),
  )
  const kept = new Set(even.map(({ generation }) => generation))
  return numbers(history).filter((generation) => kept.has(generation))
}

test('of generations with many species fewer are kept', () => {
  const many = sampled(madeUpHistory(1000, 30))
  expect(many.length).toBeGreaterThan(184)
  expect(many.length).toBeLessThan(2 * 192)
})
