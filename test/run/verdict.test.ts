import { expect, test } from 'vitest'
import { createPopulation } from '../../core/neat/population.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { judge } from '../../core/run/verdict.ts'
import { runConfigOf } from './support.ts'

const config = runConfigOf({ neat: { populationSize: 5 } })
const population = createPopulation(config.neat, { inputs: 2, outputs: 1 }, 1)
const fitness = Float64Array.of(1, 3.95, 2, 0, 3.2)

/** Its champion is tried, and holds so many starts. */
function tried(solved: boolean, starts: number): Problem {
  return { ...xor, tryChampion: () => ({ solved, metrics: { starts } }) }
}

test('without a trial, fitness decides, from the side of the goal', () => {
  expect(judge(xor, config, population, fitness)).toMatchObject({ solved: true, best: { fitness: 3.95 } })
  expect(judge({ ...xor, solvedAt: 3.96 }, config, population, fitness).solved).toBe(false)
  const low = runConfigOf({ neat: { populationSize: 5, selection: { goal: 'minimise' } } })
  expect(judge({ ...xor, solvedAt: 0 }, low, population, fitness)).toMatchObject({
    solved: true,
    best: { fitness: 0 },
  })
  expect(judge({ ...xor, solvedAt: -1 }, low, population, fitness).solved).toBe(false)
})

test("with one, the champion's trial decides, whatever the fitness", () => {
  expect(judge(tried(false, 0), config, population, fitness)).toMatchObject({
    solved: false,
    trial: { starts: 0 },
  })
  expect(judge(tried(true, 220), config, population, new Float64Array(5))).toMatchObject({
    solved: true,
    trial: { starts: 220 },
  })
})

test('a run may ask more of the trial than the problem does', () => {
  const strict = runConfigOf({ trialAtLeast: { starts: 300 }, neat: { populationSize: 5 } })
  expect(judge(tried(true, 299), strict, population, fitness).solved).toBe(false)
  expect(judge(tried(true, 300), strict, population, fitness).solved).toBe(true)
  expect(judge(tried(false, 400), strict, population, fitness).solved).toBe(false)
  const unknown = runConfigOf({ trialAtLeast: { height: 1 }, neat: { populationSize: 5 } })
  expect(judge(tried(true, 300), unknown, population, fitness).solved).toBe(false)
})
