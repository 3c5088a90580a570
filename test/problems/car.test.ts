import { expect, test } from 'vitest'
import { move, RADAR_RANGE, sense, TICK } from '../../core/problems/car/car.ts'
import { generatedTrack } from '../../core/problems/car/generated-track.ts'
import { radarCar } from '../../core/problems/car/radar-car.ts'
import { between, radar, roomAt, trackAlong } from '../../core/problems/car/track.ts'
import { readTrackText, trackText } from '../../core/problems/car/track-text.ts'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'
import { parseOptions } from '../../core/problems/options.ts'
import { functionNetwork } from './networks.ts'

const SQUARE = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 60 },
  { x: 0, y: 60 },
]
const square = trackAlong(SQUARE, 4)

/** Steers to where there is more room, and brakes before corners. */
const byHand = functionNetwork(6, (inputs) => {
  const [left = 0, frontLeft = 0, front = 0, frontRight = 0, right = 0, speed = 0] = Array.from(inputs)
  const safe = 0.8 * Math.sqrt(14 * Math.max(0, 40 * front - 6)) + 4
  return [0.5 + 1.2 * (frontLeft - frontRight) + 0.3 * (left - right), 30 * speed < safe ? 1 : 0]
})

test('a track is as long as its outline and as wide everywhere', () => {
  expect(square.length).toBe(320)
  expect(square.middle).toHaveLength(Math.round(320 / 1.5))
  expect(roomAt(square, 50, 0)).toBeCloseTo(4, 0)
  expect(roomAt(square, 50, 5)).toBeLessThan(0)
  expect(roomAt(square, 50, 30)).toBeLessThan(0)
  expect(roomAt(square, 1e9, Number.NaN)).toBeLessThan(0)
})

test('radars measure to the edge within a cell of the grid, up to their range', () => {
  const from = { x: 50, y: 0 }
  expect(Math.abs(radar(square, from, { x: 0, y: 1 }, RADAR_RANGE) - 4)).toBeLessThan(0.5)
  expect(Math.abs(radar(square, { x: 80, y: 0 }, { x: 1, y: 0 }, RADAR_RANGE) - 24)).toBeLessThan(0.5)
  expect(radar(square, from, { x: 1, y: 0 }, RADAR_RANGE)).toBe(RADAR_RANGE)
})

test('at the start the car looks along the track, with as much room on both sides', () => {
  const inputs = new Float64Array(6)
  sense(square, { x: 30, y: 0, heading: 0, speed: 15 }, inputs)
  const [left = 0, , front, , right = 0, speed] = inputs
  expect(Math.abs(left - right)).toBeLessThan(0.02)
  expect([front, speed]).toEqual([1, 0.5])
})

test('tyres hold so much and no more: a fast car turns in a wider circle', () => {
  const turned = (speed: number) => {
    const car = { x: 0, y: 0, heading: 0, speed }
    move(car, 1, 0)
    return { yaw: car.heading / TICK, sideways: (car.heading / TICK) * speed }
  }
  expect(turned(6).yaw).toBeCloseTo(1)
  expect(turned(20).sideways).toBeCloseTo(9)
  expect(turned(30).sideways).toBeCloseTo(9)
})

test('a car brakes harder than it gathers speed, and never rolls back', () => {
  const car = { x: 0, y: 0, heading: 0, speed: 10 }
  move(car, 0, 1)
  expect(car.speed).toBeCloseTo(10.25)
  for (let tick = 0; tick < 100; tick++) move(car, 0, -1)
  expect(car.speed).toBe(0)
})

test('a number is a track, the same one every time, which no other is', () => {
  expect(generatedTrack(7)).toEqual(generatedTrack(7))
  expect(generatedTrack(7).middle).not.toEqual(generatedTrack(8).middle)
})

test('generated tracks cross nowhere: far along the track is far away', () => {
  for (let number = 0; number < 30; number++) {
    const { middle, halfWidth } = generatedTrack(number)
    const near = middle.some((point, at) =>
      middle.some((other, later) => {
        const apart = Math.min(Math.abs(later - at), middle.length - Math.abs(later - at))
        return apart > middle.length / 6 && between(point, other) < 2 * halfWidth
      }),
    )
    expect(near, `track ${number}`).toBe(false)
  }
})

test('who drives all laps of all tracks has solved it', () => {
  const score = radarCar.evaluate(byHand, evaluationContext(radarCar, 1))
  expect(score).toMatchObject({ metrics: { laps: 2, crashes: 0 } })
  expect(score).toHaveProperty('fitness', expect.closeTo(2.4, 1))
})

test('standing is worth nothing, and straight on ends at the first corner', () => {
  const context = evaluationContext(radarCar, 1, { track: trackText(8, SQUARE), first: 1, tracks: 1 })
  const still = functionNetwork(6, () => [0.5, 0.5])
  const straight = functionNetwork(6, () => [0.5, 1])
  expect(radarCar.evaluate(still, context)).toMatchObject({ fitness: 0, metrics: { crashes: 0 } })
  expect(radarCar.evaluate(straight, context)).toMatchObject({ metrics: { crashes: 1 } })
  expect(radarCar.evaluate(straight, context)).toHaveProperty('fitness', expect.closeTo(103 / 320, 1))
})

test('driving in circles or backwards counts no laps', () => {
  const context = evaluationContext(radarCar, 1, { track: trackText(40, SQUARE), first: 1, tracks: 1 })
  const circling = functionNetwork(6, () => [1, 0.6])
  const score = radarCar.evaluate(circling, context)
  expect(typeof score === 'number' ? score : score.fitness).toBeLessThan(0.2)
})

test('a track survives being written and read', () => {
  const read = readTrackText(trackText(8, SQUARE))
  expect(read).toEqual({ ok: true, track: square })
})

test.each([
  ['oval', 'a track is written "width 10 at 0,0 100,0 100,50 …", in metres'],
  ['width 2 at 0,0 100,0 100,50', 'its width must be 4 to 40 metres, but it is 2'],
  ['width x at 0,0 100,0 100,50', 'its width must be 4 to 40 metres, but it is x'],
  ['width 8 at 0,0 9 100,50', '"9" is no corner: two numbers within ±2000 with a comma between'],
  ['width 8 at 0,0 1,2,3 100,50', '"1,2,3" is no corner: two numbers within ±2000 with a comma between'],
  ['width 8 at 0,0 1e9,0 100,50', '"1e9,0" is no corner: two numbers within ±2000 with a comma between'],
  ['width 8 at 0,0 0,0 100,50', 'it needs at least three corners'],
  ['width 8 at 0,0 1,0 1,1', 'once around must be 60 to 4000 metres, but it is 3'],
])('the track %j is refused', (track, message) => {
  expect(parseOptions(radarCar, { track }, 'options').issues).toEqual([{ path: 'options.track', message }])
})

test('what is shown is the road and the car on one of the tracks', () => {
  const context = () => evaluationContext(radarCar, 5)
  const scenery = radarCar.play?.scenery?.(context()) ?? []
  expect(scenery.map(({ role }) => role)).toEqual(['ground', 'ground', 'goal'])
  const frames = [...(radarCar.play?.frames(byHand, context()) ?? [])]
  expect(frames.at(-1)?.figures).toMatchObject({ laps: expect.closeTo(2, 1) })
  expect(frames[0]?.shapes.map(({ kind }) => kind)).toEqual([
    'path',
    'path',
    'path',
    'path',
    'path',
    'path',
    'box',
  ])
})
