import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { runToEnd } from '../../core/base/steps.ts'
import { emptyArchive, extendArchive, type NoveltyArchive, noveltyOf } from '../../core/quality/novelty.ts'

const novelty = (...args: Parameters<typeof noveltyOf>) => [...runToEnd(noveltyOf(...args))]
const points = (...values: number[]) => values.map((value) => Float64Array.of(value))
const settings = { maxAdditions: 1, quietEvaluations: 6, maxSize: 4 }

test('novelty is the mean distance to the nearest neighbours, in the generation and in the archive', () => {
  expect(novelty(points(0, 1, 3, 10), emptyArchive(1), 2)).toEqual([2, 1.5, 2.5, 8])
  const archive: NoveltyArchive = { ...emptyArchive(1), behaviours: points(10, 11) }
  expect(novelty(points(0, 1, 3, 10), archive, 2)).toEqual([2, 1.5, 2.5, 0.5])
})

test('whoever does what another does is not new, but nobody is his own neighbour', () => {
  expect(novelty(points(5, 5, 9), emptyArchive(1), 1)).toEqual([0, 0, 4])
  expect(novelty(points(5), emptyArchive(1), 15)).toEqual([0])
})

test('a failed evaluation has no novelty and is no neighbour', () => {
  expect(novelty([...points(0), null, ...points(4)], emptyArchive(1), 1)).toEqual([4, 0, 4])
})

test('it is the same as sorting all distances', () => {
  const seed = 4
  const random = Random.fromSeed(seed)
  const cloud = Array.from({ length: 60 }, () => Float64Array.of(random.nextFloat(), random.nextFloat()))
  const archive = { ...emptyArchive(1), behaviours: cloud.slice(40) }
  const measured = novelty(cloud.slice(0, 40), archive, 7)
  measured.forEach((value, index) => {
    const distances = cloud
      .filter((_, other) => other !== index)
      .map((other) => Math.hypot(...other.map((x, axis) => x - (cloud[index]?.[axis] ?? 0))))
      .toSorted((a, b) => a - b)
    const mean = distances.slice(0, 7).reduce((sum, distance) => sum + distance / 7, 0)
    expect(value, `seed ${seed}`).toBeCloseTo(mean, 12)
  })
})

test('what is novel enough enters the archive; many additions raise the threshold by a fifth', () => {
  const one = extendArchive(emptyArchive(2), points(1, 2, 3), Float64Array.of(1, 3, 2), settings)
  expect(one).toEqual({ behaviours: points(2), threshold: 2, quietEvaluations: 0 })
  const three = extendArchive(one, points(7, 8, 9), Float64Array.of(3, 3, 3), settings)
  expect(three).toEqual({ behaviours: points(2, 7, 8, 9), threshold: 2.4, quietEvaluations: 0 })
})

test('evaluations without an addition lower the threshold by a twentieth', () => {
  const still = Float64Array.of(0, 0, 0)
  const first = extendArchive(emptyArchive(2), points(1, 2, 3), still, settings)
  expect(first).toEqual({ behaviours: [], threshold: 2, quietEvaluations: 3 })
  expect(extendArchive(first, points(1, 2, 3), still, settings).threshold).toBeCloseTo(1.9, 12)
})

test('a full archive forgets its oldest behaviours', () => {
  const full = { ...emptyArchive(0.5), behaviours: points(1, 2, 3, 4) }
  const extended = extendArchive(full, points(5), Float64Array.of(1), settings)
  expect(extended.behaviours).toEqual(points(2, 3, 4, 5))
})
