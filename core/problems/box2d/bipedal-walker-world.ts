// One episode of Gymnasium's BipedalWalker-v3, the normal one: its order of events, observations, rewards and endings.
// It knows no network. Source: Farama Gymnasium 1.0, gymnasium/envs/box2d/bipedal_walker.py; physics in doubles.
import { cos, sin } from '../../base/portable-math.ts'
import type { Random } from '../../base/random.ts'
import {
  addHills,
  addWalker,
  drawHills,
  MOTORS_TORQUE,
  TERRAIN_GRASS,
  TERRAIN_LENGTH,
  TERRAIN_STEP,
  type Walker,
} from './bipedal-body.ts'
import { Lidar } from './lidar.ts'
import { type Body, Vec2, World } from './planck.ts'

const FPS = 50
const SCALE = 30
const SPEED_HIP = 4
const SPEED_KNEE = 6
const LIDAR_RANGE = 160 / SCALE
const LIDARS = 10
export const WIDTH = 600 / SCALE
export const HEIGHT = 400 / SCALE
const GRAVITY = -10

/** Seconds. */
export const STEP_SECONDS = 1 / FPS
/** An episode is cut off after so many (Gymnasium's time limit for BipedalWalker-v3). */
export const LONGEST_EPISODE = 1600

const LIDAR_X = Array.from({ length: LIDARS }, (_, at) => sin((1.5 * at) / 10) * LIDAR_RANGE)
const LIDAR_Y = Array.from({ length: LIDARS }, (_, at) => -cos((1.5 * at) / 10) * LIDAR_RANGE)

/** Whose gain is the reward of a step, besides torque: way in metres, and the angle of the hull. */
export const shaping = (x: number, angle: number): number => (130 * x) / SCALE - 5 * Math.abs(angle)

export type Walk = 'walking' | 'fallen' | 'arrived'

export class BipedalWalkerWorld {
  /** Hull, joints, contacts, ten distances: in Gymnasium's units. */
  readonly observation = new Float64Array(24)
  /** Of the last step. */
  reward = 0
  walk: Walk = 'walking'
  readonly hills: readonly number[]
  readonly walker: Walker
  /** Ends of the rays of the last step. */
  readonly rays = Array.from({ length: LIDARS }, () => new Vec2())

  readonly #lidar: Lidar
  readonly #world = new World({ gravity: new Vec2(0, GRAVITY) })
  #touched = false
  #shaping = 0

  constructor(random: Random) {
    this.hills = drawHills(random)
    this.#lidar = new Lidar(this.hills)
    addHills(this.#world, this.hills)
    this.walker = addWalker(this.#world, random)
    this.#watchContacts()
    this.step([0, 0, 0, 0])
    // Gymnasium's reset ends with a step whose reward and outcome nobody sees.
    this.reward = 0
    this.walk = 'walking'
  }

  /** One fiftieth of a second; torques of hip and knee, hip and knee, each from −1 to 1. */
  step(torques: ArrayLike<number>): void {
    let spent = 0
    for (const [at, joint] of this.walker.joints.entries()) {
      const answer = torques[at] ?? 0
      // One NaN would spread over the whole world.
      const torque = Number.isNaN(answer) ? 0 : answer
      const size = Math.min(Math.abs(torque), 1)
      joint.setMotorSpeed((at % 2 === 0 ? SPEED_HIP : SPEED_KNEE) * Math.sign(torque))
      joint.setMaxMotorTorque(MOTORS_TORQUE * size)
      spent += 0.00035 * MOTORS_TORQUE * size
    }
    this.#world.step(STEP_SECONDS, 180, 60)
    this.#observe()
    const { x } = this.walker.hull.getPosition()
    const before = this.#shaping
    this.#shaping = shaping(x, this.walker.hull.getAngle())
    this.reward = this.#shaping - before - spent
    if (this.#touched || x < 0) {
      this.reward = -100
      this.walk = 'fallen'
    }
    if (x > (TERRAIN_LENGTH - TERRAIN_GRASS) * TERRAIN_STEP) this.walk = 'arrived'
  }

  #observe(): void {
    const { hull, joints } = this.walker
    const velocity = hull.getLinearVelocity()
    const to = this.observation
    to[0] = hull.getAngle()
    to[1] = (2 * hull.getAngularVelocity()) / FPS
    to[2] = (0.3 * velocity.x * WIDTH) / FPS
    to[3] = (0.3 * velocity.y * HEIGHT) / FPS
    for (const [at, joint] of joints.entries()) {
      const isHip = at % 2 === 0
      // Two numbers a joint, and the contact of the first foot in between.
      const place = 4 + 2 * at + (at < 2 ? 0 : 1)
      to[place] = joint.getJointAngle() + (isHip ? 0 : 1)
      to[place + 1] = joint.getJointSpeed() / (isHip ? SPEED_HIP : SPEED_KNEE)
    }
    for (let at = 0; at < LIDARS; at++) to[14 + at] = this.#look(at)
  }

  /** How much of its range a ray from the hull passes. */
  #look(at: number): number {
    const from = this.walker.hull.getPosition()
    const end = this.rays[at] ?? new Vec2()
    const [x = 0, y = 0] = [LIDAR_X[at], LIDAR_Y[at]]
    end.set(from.x + x, from.y + y)
    const free = this.#lidar.freePart(from.x, from.y, end.x, end.y)
    end.set(from.x + x * free, from.y + y * free)
    return free
  }

  /** Nothing but the ground collides with anything; the last event of a foot counts, as in Gymnasium. */
  #watchContacts(): void {
    const setContact = (body: Body, value: number): void => {
      if (body === this.walker.legs[1]) this.observation[8] = value
      else if (body === this.walker.legs[3]) this.observation[13] = value
    }
    this.#world.on('begin-contact', (contact) => {
      for (const body of [contact.getFixtureA().getBody(), contact.getFixtureB().getBody()]) {
        if (body === this.walker.hull) this.#touched = true
        setContact(body, 1)
      }
    })
    this.#world.on('end-contact', (contact) => {
      setContact(contact.getFixtureA().getBody(), 0)
      setContact(contact.getFixtureB().getBody(), 0)
    })
  }
}
