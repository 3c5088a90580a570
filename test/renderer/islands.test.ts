// Where islands lie: apart, inside the picture, and in the order of the ring.
import { expect, test } from 'vitest'
import { HEIGHT, lanesOf, RADIUS, spotsOf, WIDTH } from '../../renderer/islands/islands-layout.ts'
import { ISLANDS } from './scene-contents.ts'

test.each(['ring', 'star', 'random'] as const)('%s: islands lie inside the picture and apart', (topology) => {
  const spots = spotsOf({ ...ISLANDS, topology })
  expect(spots.map(({ name }) => name)).toEqual(ISLANDS.islands.map(({ name }) => name))
  for (const { x, y } of spots) {
    expect(x).toBeGreaterThanOrEqual(RADIUS)
    expect(x).toBeLessThanOrEqual(WIDTH - RADIUS)
    expect(y).toBeGreaterThanOrEqual(RADIUS)
    expect(y).toBeLessThanOrEqual(HEIGHT - RADIUS)
  }
  for (const [index, a] of spots.entries()) {
    for (const b of spots.slice(index + 1))
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(2 * RADIUS)
  }
})

test('two passages in opposite directions swing apart', () => {
  const both = lanesOf(
    [
      { from: 'berlin', to: 'rome', state: 'arrived' },
      { from: 'rome', to: 'berlin', state: 'awaited' },
      { from: 'rome', to: 'nowhere', state: 'planned' },
    ],
    spotsOf(ISLANDS),
  )
  expect(both).toHaveLength(2)
  const [there, back] = both
  expect(Math.hypot((there?.x ?? 0) - (back?.x ?? 0), (there?.y ?? 0) - (back?.y ?? 0))).toBeGreaterThan(10)
})
