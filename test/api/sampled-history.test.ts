import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MOST_SAMPLES, sampled, withGenerations } from '../../core/api/sampled-history.ts'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import { madeUpHistory } from '../renderer/scenes.ts'

const numbers = (history: readonly GenerationSnapshot[]) => history.map(({ generation }) => generation)
const long = madeUpHistory(5000, 2)

describe('a history as screens hold it', () => {
  test('is whole while it is short', () => {
    const short = long.slice(0, MOST_SAMPLES)
    expect(sampled(short)).toEqual(short)
  })

  test('stays small however long the run, and is even all over it', () => {
    const kept = sampled(long)
    expect(kept.length).toBeLessThan(2 * MOST_SAMPLES)
    const even = numbers(kept).filter((generation) => generation % 16 === 0)
    expect(even).toEqual(Array.from({ length: 313 }, (_, index) => 16 * index))
    expect(kept.at(-1)?.generation).toBe(4999)
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
  const all = numbers(history)
  const stride = 2 ** Math.max(0, Math.ceil(Math.log2(((all.at(-1) ?? 0) + 1) / MOST_SAMPLES)))
  return all.filter((generation, index) => generation % stride === 0 || index === all.length - 1)
}

test('of generations with many species half as many are kept', () => {
  const many = sampled(madeUpHistory(1000, 30))
  expect(many.filter(({ generation }) => generation % 4 === 0)).toHaveLength(250)
  expect(many.length).toBeLessThan(500)
})
