// A car with five radars, its motion, and the drive around a track: what it senses, how it moves, when it ends.
import { atan2, cos, PI, sin } from '../../base/portable-math.ts'
import type { Network } from '../../network/network-spec.ts'
import { between, radar, roomAt, type Track, type TrackPoint } from './track.ts'

/** Seconds. */
export const TICK = 0.05
/** Rounds of the track after which a drive ends. */
export const LAPS = 2
/** Metres, and from the left to the right as the driver sees it. */
export const RADAR_RANGE = 40
export const RADAR_ANGLES = [PI / 2, PI / 4, 0, -PI / 4, -PI / 2]
/** Metres from the car's centre to its sides. */
const HALF_CAR = 1
/** Metres per second. */
export const TOP_SPEED = 30
/** Metres per second squared. */
const ENGINE = 5
const BRAKES = 9
/** What tyres hold sideways: fast cars can't turn sharply. */
const GRIP = 9
/** Radians per metre, of the wheels turned all the way. */
const SHARPEST_TURN = 1 / 6
/** Seconds without a new metre after which a car has given up. */
const PATIENCE = 3
/** At this pace on average there is time for all laps. */
const SLOWEST_PACE = 8

export interface Car {
  x: number
  y: number
  /** Radians, counter-clockwise from the x-axis. */
  heading: number
  /** Metres per second, never backwards. */
  speed: number
}

export interface Drive {
  /** Of the track, with its fraction; at most {@link LAPS}. */
  laps: number
  seconds: number
  crashed: boolean
}

function atStart({ middle }: Track): Car {
  const from = middle[0] as TrackPoint
  const to = middle[1] as TrackPoint
  return { x: from.x, y: from.y, heading: atan2(to.y - from.y, to.x - from.x), speed: 0 }
}

/** Five radars over their range, and the speed over the top speed. */
export function sense(track: Track, car: Car, inputs: Float64Array): void {
  RADAR_ANGLES.forEach((angle, at) => {
    const direction = car.heading + angle
    inputs[at] = radar(track, car, { x: cos(direction), y: sin(direction) }, RADAR_RANGE) / RADAR_RANGE
  })
  inputs[RADAR_ANGLES.length] = car.speed / TOP_SPEED
}

/** One tick. `steer` and `pedal` are −1 … 1: left and gas are above 0. */
export function move(car: Car, steer: number, pedal: number): void {
  const push = pedal > 0 ? pedal * ENGINE : pedal * BRAKES
  car.speed = Math.max(0, Math.min(TOP_SPEED, car.speed + push * TICK))
  const sharpest =
    car.speed * car.speed * SHARPEST_TURN <= GRIP ? SHARPEST_TURN : GRIP / (car.speed * car.speed)
  car.heading += steer * sharpest * car.speed * TICK
  if (car.heading > PI) car.heading -= 2 * PI
  if (car.heading < -PI) car.heading += 2 * PI
  car.x += cos(car.heading) * car.speed * TICK
  car.y += sin(car.heading) * car.speed * TICK
}

/** `watch` sees the car before every move and at the end, with what it sensed last. */
export function driveAround(
  track: Track,
  network: Network,
  watch: (car: Car, inputs: Float64Array, drive: Drive) => void = () => {},
): Drive {
  const car = atStart(track)
  const inputs = new Float64Array(RADAR_ANGLES.length + 1)
  const drive: Drive = { laps: 0, seconds: 0, crashed: false }
  const limit = (LAPS * track.length) / SLOWEST_PACE
  let at = 0
  let farthest = 0
  let newMetreAt = 0
  network.reset()
  while (drive.seconds < limit && drive.laps < LAPS && drive.seconds - newMetreAt < PATIENCE) {
    sense(track, car, inputs)
    watch(car, inputs, drive)
    const outputs = network.activate(inputs)
    move(car, control(outputs[0]), control(outputs[1]))
    drive.seconds += TICK
    if (roomAt(track, car.x, car.y) < HALF_CAR) {
      drive.crashed = true
      break
    }
    at = nearestFrom(track, at, car)
    drive.laps = Math.max(drive.laps, Math.min(LAPS, at / track.middle.length))
    const metresDriven = (at * track.length) / track.middle.length
    if (metresDriven >= farthest + 1) {
      farthest = metresDriven
      newMetreAt = drive.seconds
    }
  }
  watch(car, inputs, drive)
  return drive
}

/** Of an output about ½ nothing is done. */
const control = (output = 0.5): number => Math.max(-1, Math.min(1, output * 2 - 1))

/** The number of the nearest point of the middle, counted on over laps: a car that turns round counts backwards. */
function nearestFrom({ middle }: Track, from: number, car: TrackPoint): number {
  const distance = (at: number) =>
    between(middle[((at % middle.length) + middle.length) % middle.length] as TrackPoint, car)
  let at = from
  while (distance(at + 1) < distance(at)) at++
  while (distance(at - 1) < distance(at)) at--
  return at
}
