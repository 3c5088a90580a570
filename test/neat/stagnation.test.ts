import { expect, test } from 'vitest'
import { speciesId } from '../../core/base/ids.ts'
import type { Species } from '../../core/neat/species.ts'
import { dropStagnant, recordScores } from '../../core/neat/stagnation.ts'
import { configOf, relatives } from './support.ts'

const { stranger } = relatives(1)
const settings = (change: object) => ({ ...configOf().selection, ...change })

function species(id: number, members: readonly number[], improvedAt: number, bestScore = 100): Species {
  return { id: speciesId(id), members, representative: stranger, born: 0, bestScore, improvedAt }
}

test('a species that improved has its record renewed, another keeps it', () => {
  const before = [species(1, [0, 1], 3, 5), species(2, [2], 3, 9)]
  const after = recordScores(before, Float64Array.of(4, 6, 9), 8, { stagnationMeasure: 'best' })
  expect(after.map(({ bestScore, improvedAt }) => [bestScore, improvedAt])).toEqual([
    [6, 8],
    [9, 3],
  ])
  expect(before[0]?.bestScore).toBe(5)
})

test('a species without improvement for stagnationLimit generations has no more children', () => {
  const all = [species(1, [0], 20), species(2, [1], 6), species(3, [2], 5)]
  const kept = dropStagnant(
    all,
    Float64Array.of(9, 1, 2),
    20,
    settings({ stagnationLimit: 15, sparedSpecies: 1 }),
  )
  expect(kept.map(({ id }) => id)).toEqual([1, 2])
})

test('the best species are spared however long they stagnate', () => {
  const all = [species(1, [0], 0), species(2, [1], 0), species(3, [2], 0)]
  const kept = dropStagnant(
    all,
    Float64Array.of(1, 9, 5),
    500,
    settings({ stagnationLimit: 15, sparedSpecies: 2 }),
  )
  expect(kept.map(({ id }) => id)).toEqual([2, 3])
})

test('the population cannot die out by stagnation', () => {
  const all = [species(1, [0, 1], 0), species(2, [2], 0)]
  expect(dropStagnant(all, new Float64Array(3), 9_999, settings({ sparedSpecies: 1 }))).toHaveLength(1)
})

test('by mean, a better champion alone is no improvement', () => {
  const before = [species(1, [0, 1], 3, 5)]
  const scores = Float64Array.of(9, 0)
  const byMean = recordScores(before, scores, 8, { stagnationMeasure: 'mean' })
  expect(byMean.map(({ bestScore, improvedAt }) => [bestScore, improvedAt])).toEqual([[5, 3]])
  const higher = recordScores(before, Float64Array.of(9, 2), 8, { stagnationMeasure: 'mean' })
  expect(higher.map(({ bestScore, improvedAt }) => [bestScore, improvedAt])).toEqual([[5.5, 8]])
})
