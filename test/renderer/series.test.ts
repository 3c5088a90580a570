import { describe, expect, test } from 'vitest'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import { HistoryFold } from '../../renderer/chart/history-fold.ts'
import { speciesColour } from '../../renderer/species/species-colour.ts'
import { SpeciesHistory } from '../../renderer/species/species-history.ts'
import { LARGEST_FIRST, livingSpecies, orderAfterClick } from '../../renderer/species/species-rows.ts'
import {
  largest,
  lifeMarks,
  speciesAt,
  speciesCsv,
  speciesSeries,
  stackedAreas,
} from '../../renderer/species/species-series.ts'
import { paddedRange, roundTicks } from '../../renderer/ui/ticks.ts'
import { madeUpHistory } from './made-up-history.ts'

const short = madeUpHistory(40, 6)
const long = madeUpHistory(10_000, 60)

const folded = (history: readonly GenerationSnapshot[]) =>
  new HistoryFold(() => new SpeciesHistory()).of(history)

function drawn(history: readonly GenerationSnapshot[], limits?: { species: number; rows: number }) {
  const past = folded(history)
  const series = speciesSeries(history, { time: past.time, span: { from: 0, to: past.time.newest } }, limits)
  return { past, series, areas: stackedAreas(series) }
}

describe('the species', () => {
  test('of every row add up to the population', () => {
    for (const history of [short, long]) {
      const { series, areas } = drawn(history)
      for (const [index, { generation, sizes, others }] of series.rows.entries()) {
        const total = sizes.reduce((sum, size) => sum + size, others)
        expect(total).toBe(history[generation]?.populationSize)
        expect(areas.at(-1)?.high[index]).toBe(total)
      }
    }
  })

  test('are shown apart up to a limit: the largest, in order of their birth', () => {
    const { past, series } = drawn(long, { species: 12, rows: 100 })
    const { shown, rows } = series
    expect(shown).toHaveLength(12)
    expect(shown).toEqual([...shown].sort((a, b) => a - b))
    expect(past.ever).toBeGreaterThan(60)
    expect(rows.length).toBeLessThanOrEqual(102)
    expect(rows.every(({ sizes }) => sizes.length === 12)).toBe(true)
  })

  test('are found under the mouse', () => {
    const { series, areas } = drawn(short)
    const [lowest, next] = areas
    const high = lowest?.high[20] ?? 0
    expect(speciesAt(series, 20, high - 0.5)).toBe(lowest?.id)
    if ((next?.high[20] ?? 0) > high) expect(speciesAt(series, 20, high + 0.5)).toBe(next?.id)
    expect(speciesAt(series, 20, 1e9)).toBeNull()
    expect(speciesAt({ shown: [], rows: [] }, 3, 1)).toBeNull()
  })

  test('are marked where they are born and where they die out, inside what is shown', () => {
    const sizes = [[5], [5, 1], [4, 2], [0, 6], [0, 6, 0]] as const
    const history = sizes.map((row, generation) => {
      const [template] = short
      if (template === undefined) throw new RangeError('there is a generation')
      const species = row.flatMap((size, id) => {
        const born = [0, 1, 9][id] ?? 0
        return size === 0 ? [] : [{ id, size, age: generation - born, best: 1, mean: 1, stagnation: 0 }]
      })
      return { ...template, generation, species }
    })
    const { past, series, areas } = drawn(history)
    expect(lifeMarks(series, areas, past)).toEqual([
      { id: 0, kind: 'extinct', generation: 2, height: 2 },
      { id: 1, kind: 'born', generation: 1, height: 5.5 },
    ])
    const life = past.life(0)
    expect(life).toEqual({ id: 0, born: 0, last: 2, largest: 5 })
    expect(life !== null && past.isAlive(life)).toBe(false)
  })

  test('in the table have their share of the next generation, in the order a person wants', () => {
    const [first] = short
    if (first === undefined) throw new RangeError('there is a generation')
    const species = [
      { id: 3, size: 5, age: 9, best: 2, mean: 1, stagnation: 4, offspring: 6 },
      { id: 8, size: 7, age: 1, best: 1, mean: 1, stagnation: 0, offspring: 2 },
    ]
    const rows = livingSpecies({ ...first, species }, LARGEST_FIRST)
    expect(rows.map(({ id, offspring }) => [id, offspring])).toEqual([
      [8, 0.25],
      [3, 0.75],
    ])
    expect(orderAfterClick(LARGEST_FIRST, 'size')).toEqual({ column: 'size', isDescending: false })
    expect(orderAfterClick(LARGEST_FIRST, 'id')).toEqual({ column: 'id', isDescending: false })
    const untold = livingSpecies(first, { column: 'offspring', isDescending: true })
    expect(untold.every(({ offspring }) => offspring === null)).toBe(true)
    expect(livingSpecies(undefined, LARGEST_FIRST)).toEqual([])
  })

  test('in the file have a line for each of them in every generation', () => {
    const { columns, rows } = speciesCsv(short)
    expect(rows).toHaveLength(short.reduce((sum, { species }) => sum + species.length, 0))
    expect(rows.every((row) => row.length === columns.length)).toBe(true)
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
