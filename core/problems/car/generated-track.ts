// Tracks by number: a circle bent by waves of a seeded generator, kept where a car can take every corner.
import { cos, sin, TAU } from '../../base/portable-math.ts'
import { Random } from '../../base/random.ts'
import { between, type Track, type TrackPoint, trackAlong } from './track.ts'

const HALF_WIDTH = 4
const RADIUS = 70
/** Share of the radius by which the waves of 2, 3, … around bend the circle, at most. */
const WAVES = [0.35, 0.35, 0.28, 0.2, 0.14, 0.09]
const CORNERS = 256
/** Of the middle, at the tightest corner. */
const TIGHTEST_RADIUS = 8
/** Between the middles of two stretches beside each other. */
const LEAST_APART = 3 * HALF_WIDTH

/** The same number gives the same track on every machine. */
export function generatedTrack(number: number): Track {
  const random = Random.fromSeed(number)
  for (;;) {
    const corners = bentCircle(random)
    if (isDriveable(corners)) return trackAlong(corners, HALF_WIDTH)
  }
}

function bentCircle(random: Random): readonly TrackPoint[] {
  const waves = WAVES.map((most, at) => ({
    count: at + 2,
    height: most * random.nextFloat(),
    phase: TAU * random.nextFloat(),
  }))
  return Array.from({ length: CORNERS }, (_, at) => {
    const angle = (TAU * at) / CORNERS
    const radius = waves.reduce(
      (sum, { count, height, phase }) => sum + RADIUS * height * cos(count * angle + phase),
      RADIUS,
    )
    return { x: radius * cos(angle), y: radius * sin(angle) }
  })
}

function isDriveable(corners: readonly TrackPoint[]): boolean {
  return corners.every((corner, at) => {
    const before = corners[(at + CORNERS - 1) % CORNERS] as TrackPoint
    const after = corners[(at + 1) % CORNERS] as TrackPoint
    return cornerRadius(before, corner, after) >= TIGHTEST_RADIUS && keepsApart(corners, at)
  })
}

/** Of the circle through three points. */
function cornerRadius(a: TrackPoint, b: TrackPoint, c: TrackPoint): number {
  const twiceArea = Math.abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))
  return twiceArea === 0 ? Infinity : (between(a, b) * between(b, c) * between(c, a)) / (2 * twiceArea)
}

/** Whether no other stretch comes too near: what is near along the track is near in any case. */
function keepsApart(corners: readonly TrackPoint[], at: number): boolean {
  const here = corners[at] as TrackPoint
  for (let other = at + 32; other <= at + CORNERS - 32; other += 2) {
    if (between(here, corners[other % CORNERS] as TrackPoint) < LEAST_APART) return false
  }
  return true
}
