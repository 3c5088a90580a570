import { describe, expect, test } from 'vitest'
import { speciesColour } from '../../renderer/species/species-colour.ts'
import { largest, speciesSeries } from '../../renderer/species/species-series.ts'
import { buckets } from '../../renderer/ui/sample.ts'
import { paddedRange, roundTicks } from '../../renderer/ui/ticks.ts'
import { madeUpHistory } from './scenes.ts'

const short = madeUpHistory(40, 6)
const long = madeUpHistory(10_000, 60)

describe('the species', () => {
  test('of every row add up to the population', () => {
    for (const history of [short, long]) {
      for (const { generation, sizes, others } of speciesSeries(history).rows) {
        const total = sizes.reduce((sum, size) => sum + size, others)
        expect(total).toBe(history[generation]?.populationSize)
      }
    }
  })

  test('are shown apart up to a limit: the largest, in order of their birth', () => {
    const { shown, count, rows } = speciesSeries(long, { species: 12, rows: 100 })
    expect(shown).toHaveLength(12)
    expect(shown).toEqual([...shown].sort((a, b) => a - b))
    expect(count).toBeGreaterThan(60)
    expect(rows.length).toBeLessThanOrEqual(100)
    expect(rows.every(({ sizes }) => sizes.length === 12)).toBe(true)
  })

  test('keep their colour, whoever else is there', () => {
    expect(speciesColour(7)).toBe(speciesColour(7))
    const near = Array.from({ length: 32 }, (_, id) => speciesColour(id))
    expect(new Set(near).size).toBe(32)
  })

  test('that are empty are not named among the largest', () => {
    expect(largest([3, 5, 8], [0, 4, 9], 5)).toEqual([
      { id: 8, size: 9 },
      { id: 5, size: 4 },
    ])
    expect(largest([3, 5, 8], [7, 4, 9], 1)).toEqual([{ id: 8, size: 9 }])
  })
})

describe('an axis', () => {
  test.each<[number, number, number, boolean, number[]]>([
    [0, 8, 8, true, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    [0, 1, 8, true, [0, 1]],
    [19, 2999, 6, true, [500, 1000, 1500, 2000, 2500]],
    [0, 150, 4, true, [0, 50, 100, 150]],
    [1.9, 4.1, 5, false, [2, 2.5, 3, 3.5, 4]],
    [-0.3, 0.3, 6, false, [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]],
    [5, 5, 4, false, [5]],
  ])('from %d to %d with about %d marks', (low, high, count, isWhole, marks) => {
    expect(roundTicks(low, high, count, isWhole).map((mark) => mark + 0)).toEqual(marks)
  })

  test('around equal values still has a height', () => {
    const [low, high] = paddedRange([2, 2], 0.1)
    expect(low).toBeLessThan(2)
    expect(high).toBeGreaterThan(2)
    expect(paddedRange([], 0.1)).toEqual([0, 1])
  })
})

test('buckets keep every item in its order', () => {
  const items = Array.from({ length: 1003 }, (_, index) => index)
  const split = buckets(items, 100)
  expect(split.flat()).toEqual(items)
  expect(split.length).toBeLessThanOrEqual(100)
})
