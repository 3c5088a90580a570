// A search over settings: what it tries, for how long, and which it holds for the better.
import { DOMParser } from '@xmldom/xmldom'
import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { parallelCoordinates } from '../../core/node/search/parallel-coordinates.ts'
import { pointsOf, rungsOf, type Search, searchSchema } from '../../core/node/search/plan.ts'
import { ranked, type Trial, type TrialRun } from '../../core/node/search/rank.ts'
import { type Job, runSearch } from '../../core/node/search/run-search.ts'
import { axisIn, gridOf, randomPoint, withPoint } from '../../core/node/search/space.ts'

const search = (given: Partial<Search>): Search =>
  searchSchema.parse({
    ...{ format: 'neatwork-search', version: 1, method: 'random', space: { a: [1, 2] }, settings: {} },
    ...{ problemHash: '', seeds: { first: 1, count: 2 }, trials: 9, searchSeed: 1, eta: 3, generations: 90 },
    ...given,
  })

test('lists, ranges and what is neither', () => {
  expect(axisIn('0.1,0.2,tanh,true')).toEqual([0.1, 0.2, 'tanh', true])
  expect(axisIn('0.01..1:log')).toEqual({ low: 0.01, high: 1, log: true, whole: false })
  expect(axisIn('50..500:whole')).toEqual({ low: 50, high: 500, log: false, whole: true })
  expect(['1..0', '0..1:log', ''].map(axisIn)).toEqual([null, null, ['']])
})

test('a grid has every combination and no range; settings are set by their paths', () => {
  expect(gridOf({ a: [1, 2], 'b.c': ['x', 'y'] })).toEqual([
    { a: 1, 'b.c': 'x' },
    { a: 1, 'b.c': 'y' },
    { a: 2, 'b.c': 'x' },
    { a: 2, 'b.c': 'y' },
  ])
  expect(withPoint({ b: { d: 1 } }, { 'b.c': 'x' })).toEqual({ b: { d: 1, c: 'x' } })
  expect(() =>
    pointsOf(search({ method: 'grid', space: { a: { low: 0, high: 1, log: false, whole: false } } })),
  ).toThrow('a grid needs a list of values, and a has a range')
})

test('what is drawn is the same for the same seed, within its range, whole where it must be', () => {
  const space = {
    a: { low: 0.01, high: 1, log: true, whole: false },
    b: { low: 5, high: 7, log: false, whole: true },
    c: ['x', 'y'],
  }
  const draw = (seed: number) => {
    const random = Random.fromSeed(seed)
    return Array.from({ length: 200 }, () => randomPoint(space, random))
  }
  expect(draw(3)).toEqual(draw(3))
  expect(draw(3)).not.toEqual(draw(4))
  expect(draw(3).every(({ a }) => Number(a) >= 0.01 && Number(a) <= 1)).toBe(true)
  expect(draw(3).filter(({ a }) => Number(a) < 0.1).length).toBeGreaterThan(70) // half of a logarithmic range
  expect(new Set(draw(3).map(({ b }) => b))).toEqual(new Set([5, 6, 7]))
})

test('halving lets one of eta go on, eta times as long', () => {
  expect(rungsOf(search({ method: 'halving' }), 9)).toEqual([
    { generations: 10, keep: 3 },
    { generations: 30, keep: 1 },
    { generations: 90, keep: 1 },
  ])
  expect(rungsOf(search({ method: 'halving', eta: 2 }), 1)).toEqual([{ generations: 90, keep: 1 }])
  expect(rungsOf(search({}), 9)).toEqual([{ generations: 90, keep: 9 }])
})

const run = (given: Partial<TrialRun>): TrialRun => ({
  seed: 1,
  solved: false,
  generations: 9,
  evaluations: 900,
  best: 1,
  ...given,
})
const trial = (number: number, ...runs: readonly TrialRun[]): Trial => ({
  number,
  point: { a: 1 + (number % 2) },
  runs,
})

test('more seeds solved, then fewer evaluations, then a better fitness', () => {
  const trials = [
    trial(0, run({ best: 1 })),
    trial(1, run({ solved: true, evaluations: 500 })),
    trial(2, run({ solved: true, evaluations: 400 })),
    trial(3, run({ best: 2 })),
    trial(4, run({ best: 2 })),
  ]
  expect(ranked(trials, 'maximise').map(({ number }) => number)).toEqual([2, 1, 3, 4, 0])
  expect(ranked(trials, 'minimise').map(({ number }) => number)).toEqual([2, 1, 0, 3, 4])
  const svg = parallelCoordinates(ranked(trials, 'maximise'), { a: [1, 2] }, 'a < b & "c"')
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
  expect(parsed.getElementsByTagName('polyline')).toHaveLength(5)
  expect(svg).not.toContain('NaN')
})

test('the trials that go on are the same whatever ends first, and a search that is stopped says so', async () => {
  const wanted = search({ method: 'halving', space: { a: [1, 2, 3, 4, 5, 6, 7, 8, 9] } })
  const points = pointsOf(wanted)
  const asked = async (workers: number, most = Number.POSITIVE_INFINITY) => {
    const jobs: Job[] = []
    const work = async (job: Job) => {
      if (jobs.push(job) > most) return null
      for (let turns = (job.trial * 7) % 3; turns > 0; turns--) await new Promise(setImmediate)
      return run({
        seed: job.seed,
        generations: job.generations,
        best: Number(job.point['a']) + job.seed / 10,
      })
    }
    const trials = await runSearch(wanted, points, 'maximise', {
      workers: Array.from({ length: workers }, () => work),
      onRun: () => {},
      onRung: async () => {},
    })
    return { jobs, trials }
  }
  const one = await asked(1)
  expect(one.jobs.length).toBe(2 * (9 + 3 + 1))
  expect((await asked(4)).trials).toEqual(one.trials)
  const best = one.trials && ranked(one.trials, 'maximise')[0]
  expect(best?.runs.map(({ generations }) => generations)).toEqual([90, 90])
  expect((await asked(3, 10)).trials).toBeNull()
})
