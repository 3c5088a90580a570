import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { assignmentIn, type Settings, withValue } from '../../core/node/efficacy/settings.ts'
import { shareInterval, summarise } from '../../core/node/efficacy/statistics.ts'

test('a summary has mean, median, worst and an interval around the mean', () => {
  const summary = summarise([4, 1, 2, 3, 10])
  expect(summary).toMatchObject({ mean: 4, median: 3, worst: 10 })
  expect(summary?.interval[0]).toBeLessThan(4)
  expect(summary?.interval[1]).toBeGreaterThan(4)
  expect(summarise([])).toBeNull()
})

test('about 95 of 100 intervals hold the true mean', () => {
  const random = Random.fromSeed(9)
  let held = 0
  for (let trial = 0; trial < 100; trial++) {
    const { interval } = summarise(Array.from({ length: 40 }, () => random.nextGaussian())) ?? {
      interval: [1, -1],
    }
    if ((interval[0] ?? 1) <= 0 && (interval[1] ?? -1) >= 0) held++
  }
  expect(held).toBeGreaterThan(86)
})

test('the interval of a share is that of Wilson 1927, within 0 and 1', () => {
  const [low, high] = shareInterval(20, 20)
  expect([low, high]).toEqual([expect.closeTo(0.8389, 4), expect.closeTo(1, 9)])
  expect(shareInterval(0, 0)).toEqual([0, 1])
})

test('single settings are set by their paths; what is no assignment is none', () => {
  const set = ['neat.weights.power=0.5', 'neat.populationSize=90', 'mode=steady-state'].map(assignmentIn)
  const settings = set.reduce<Settings>((all, one) => (one === null ? all : withValue(all, ...one)), {})
  expect(settings).toEqual({ neat: { populationSize: 90, weights: { power: 0.5 } }, mode: 'steady-state' })
  expect(['power', '=1', 'list=[1'].map(assignmentIn)).toEqual([null, null, null])
})
