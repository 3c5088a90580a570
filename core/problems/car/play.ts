// How the car looks on one of its tracks: the road, its radars, the way that it has come.
import { cos, sin } from '../../base/portable-math.ts'
import type { Play, PlayFrame, PlayPoint, Shape } from '../play.ts'
import type { EvaluationContext } from '../problem.ts'
import { type Car, driveAround, RADAR_ANGLES, RADAR_RANGE, TICK } from './car.ts'
import { between, type Track, type TrackPoint } from './track.ts'

/** What is seen to each side: every track is drawn to fill it. */
const HALF_STAGE = 100
/** Every other tick is enough to see it. */
const TICKS_PER_FRAME = 2
const FRAME_MS = TICKS_PER_FRAME * TICK * 1000
/** Of the way that is seen behind the car, in frames. */
const TRACE = 100
/** Thickness of the road's edges on the stage. */
const EDGE = 1
/** Metres. */
const CAR_SIZE = { length: 4, width: 2 }

/** Chance chooses which of the tracks is shown. */
export function carPlay(tracksOf: (context: EvaluationContext) => readonly Track[]): Play {
  const shownOf = (context: EvaluationContext): Track => {
    const tracks = tracksOf(context)
    return tracks[context.random.nextInt(tracks.length)] as Track
  }
  return {
    stage: { left: -HALF_STAGE, right: HALF_STAGE, bottom: -HALF_STAGE, top: HALF_STAGE },
    frameMs: FRAME_MS,
    scenery: (context) => drawnTrack(shownOf(context)),
    frames(network, context) {
      const track = shownOf(context)
      const view = fitting(track)
      const frames: PlayFrame[] = []
      const way: PlayPoint[] = []
      let tick = 0
      driveAround(track, network, (car, inputs, drive) => {
        if (tick++ % TICKS_PER_FRAME !== 0 && !drive.crashed) return
        way.push(view.at(car.x, car.y))
        const { laps, seconds, crashed } = drive
        frames.push({
          shapes: [
            { kind: 'path', role: 'trace', points: way.slice(-TRACE) },
            ...drawnCar(car, inputs, { view, crashed }),
          ],
          figures: { laps, seconds, 'km/h': car.speed * 3.6, ...(crashed && { ended: 'left the track' }) },
          inputs: [...inputs],
        })
      })
      return frames
    },
  }
}

interface View {
  readonly scale: number
  at(x: number, y: number): PlayPoint
}

function fitting({ bounds: { left, right, bottom, top } }: Track): View {
  const scale = (2 * HALF_STAGE) / Math.max(right - left, top - bottom)
  return { scale, at: (x, y) => [(x - (left + right) / 2) * scale, (y - (bottom + top) / 2) * scale] }
}

/** Both edges of the road, and the line across it where laps begin. */
function drawnTrack(track: Track): readonly Shape[] {
  const { at } = fitting(track)
  const { middle, halfWidth } = track
  const beside = (side: number): readonly PlayPoint[] =>
    middle.map((here, step) => {
      const before = middle[(step + middle.length - 1) % middle.length] as TrackPoint
      const after = middle[(step + 1) % middle.length] as TrackPoint
      const length = between(before, after)
      const x = here.x - (side * (after.y - before.y)) / length
      return at(x, here.y + (side * (after.x - before.x)) / length)
    })
  const [left, right] = [beside(halfWidth), beside(-halfWidth)]
  return [
    { kind: 'path', role: 'ground', points: left, closed: true, width: EDGE },
    { kind: 'path', role: 'ground', points: right, closed: true, width: EDGE },
    { kind: 'path', role: 'goal', points: [left[0] as PlayPoint, right[0] as PlayPoint], width: EDGE },
  ]
}

interface Seen {
  readonly view: View
  readonly crashed: boolean
}

function drawnCar(car: Car, inputs: Float64Array, { view, crashed }: Seen): readonly Shape[] {
  const centre = view.at(car.x, car.y)
  const rays = RADAR_ANGLES.map((angle, at): Shape => {
    const range = (inputs[at] ?? 0) * RADAR_RANGE
    const direction = car.heading + angle
    const end = view.at(car.x + cos(direction) * range, car.y + sin(direction) * range)
    return { kind: 'path', role: 'sensor', points: [centre, end] }
  })
  return [
    ...rays,
    {
      kind: 'box',
      role: crashed ? 'danger' : 'body',
      centre,
      size: [CAR_SIZE.length * view.scale, CAR_SIZE.width * view.scale],
      angle: car.heading,
      filled: true,
    },
  ]
}
