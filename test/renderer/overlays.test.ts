import { expect, test } from 'vitest'
import { curveOf } from '../../core/api/run-curve.ts'
import { MOST_OVERLAYS, overlayAt, overlayPoints, withCurve } from '../../renderer/fitness/overlays.ts'

const curve = {
  name: '2026-11-23T10-00-00-000Z-xor-seed-4',
  problem: 'xor',
  seed: 4,
  points: [
    [0, 1],
    [10, 2],
    [20, 3],
    [30, 3.5],
  ] as const,
}

test('a saved run is a curve of its best so far, whichever way its goal lies', () => {
  expect(curveOf([1, 3, 2, 5], 'maximise')).toEqual([
    [0, 1],
    [1, 3],
    [2, 3],
    [3, 5],
  ])
  expect(curveOf([4, 3, 9], 'minimise')).toEqual([
    [0, 4],
    [1, 3],
    [2, 3],
  ])
  expect(curveOf([], 'maximise')).toEqual([])
  const long = curveOf(
    Float64Array.from({ length: 100_001 }, (_, at) => at),
    'maximise',
  )
  expect(long.length).toBeLessThanOrEqual(302)
  expect(long.at(-1)).toEqual([100_000, 100_000])
})

test('a stretch of it comes in and goes out where the curve does', () => {
  expect(overlayPoints(curve, { from: 12, to: 22 }).map(({ generation }) => generation)).toEqual([10, 20, 30])
  expect(overlayPoints(curve, { from: 40, to: 50 }).map(({ generation }) => generation)).toEqual([30])
  expect(overlayPoints({ ...curve, points: [] }, { from: 0, to: 9 })).toEqual([])
})

test('it tells its value up to its end', () => {
  expect(overlayAt(curve, 15)).toBe(2)
  expect(overlayAt(curve, 30)).toBe(3.5)
  expect(overlayAt(curve, 31)).toBeNull()
})

test('as many are kept as can be told apart, and none twice', () => {
  const many = Array.from({ length: 9 }, (_, at) => ({ ...curve, name: String(at) }))
  const kept = many.reduce<readonly (typeof curve)[]>((shown, one) => withCurve(shown, one) as never, [])
  expect(kept.map(({ name }) => name)).toEqual(['5', '6', '7', '8'])
  expect(withCurve(kept, { ...curve, name: '6' })).toHaveLength(MOST_OVERLAYS)
})
