// The walker and its ground: shapes, masses and joints of Gymnasium's BipedalWalker-v3. It knows no rewards.
// Source: Farama Gymnasium 1.0, gymnasium/envs/box2d/bipedal_walker.py.
import type { Random } from '../../base/random.ts'
import { LeanJoint } from './lean-joint.ts'
import { type Body, Box, Edge, Polygon, Vec2, type World } from './planck.ts'

const SCALE = 30
export const MOTORS_TORQUE = 80
const INITIAL_RANDOM = 5
const HULL = [
  [-30, 9],
  [6, 9],
  [34, 1],
  [34, -8],
  [-30, -8],
] as const
const LEG_DOWN = -8 / SCALE
const LEG_WIDTH = 8 / SCALE
const LEG_HEIGHT = 34 / SCALE
const FRICTION = 2.5

/** Metres. */
export const TERRAIN_STEP = 14 / SCALE
/** In steps of the terrain. */
export const TERRAIN_LENGTH = 200
export const TERRAIN_HEIGHT = 400 / SCALE / 4
export const TERRAIN_GRASS = 10
const TERRAIN_START_PAD = 20

/** What the ground alone collides with. */
const WALKER = { restitution: 0, filterCategoryBits: 0x0020, filterMaskBits: 0x001 }

export interface Walker {
  readonly hull: Body
  /** Thigh and shin of one leg, then of the other. */
  readonly legs: readonly [Body, Body, Body, Body]
  /** Hip and knee of one leg, then of the other. */
  readonly joints: readonly [LeanJoint, LeanJoint, LeanJoint, LeanJoint]
}

/** Heights, one per step: flat at first, then a smoothed random walk that is drawn back to its start. */
export function drawHills(random: Random): number[] {
  const heights: number[] = []
  let y = TERRAIN_HEIGHT
  let velocity = 0
  let untilFlat = TERRAIN_START_PAD
  let flat = false
  for (let at = 0; at < TERRAIN_LENGTH; at++) {
    if (!flat) {
      velocity = 0.8 * velocity + 0.01 * Math.sign(TERRAIN_HEIGHT - y)
      if (at > TERRAIN_START_PAD) velocity += random.nextBetween(-1, 1) / SCALE
      y += velocity
    }
    heights.push(y)
    untilFlat--
    // The original draws the length of the next stretch here, whose first step is level.
    flat = untilFlat === 0
    if (flat) untilFlat = TERRAIN_GRASS / 2 + random.nextInt(TERRAIN_GRASS / 2)
  }
  return heights
}

/** One body with an edge per step, where the original has a body per edge: the same to whoever walks on it. */
export function addHills(world: World, heights: readonly number[]): void {
  const ground = world.createBody()
  for (let at = 0; at + 1 < heights.length; at++) {
    const from = new Vec2(at * TERRAIN_STEP, heights[at] ?? 0)
    const to = new Vec2((at + 1) * TERRAIN_STEP, heights[at + 1] ?? 0)
    ground.createFixture(new Edge(from, to), { density: 0, friction: FRICTION, filterCategoryBits: 0x0001 })
  }
}

export function addWalker(world: World, random: Random): Walker {
  const x = (TERRAIN_STEP * TERRAIN_START_PAD) / 2
  const y = TERRAIN_HEIGHT + 2 * LEG_HEIGHT
  const hull = world.createBody({ type: 'dynamic', position: new Vec2(x, y) })
  hull.createFixture(new Polygon(HULL.map(([px, py]) => new Vec2(px / SCALE, py / SCALE))), {
    ...WALKER,
    density: 5,
    friction: 0.1,
  })
  hull.applyForceToCenter(new Vec2(random.nextBetween(-INITIAL_RANDOM, INITIAL_RANDOM), 0), true)
  const first = addLeg(world, hull, -1)
  const second = addLeg(world, hull, 1)
  return {
    hull,
    legs: [first.thigh, first.shin, second.thigh, second.shin],
    joints: [first.hip, first.knee, second.hip, second.knee],
  }
}

/** A thigh and a shin at motors, hung onto the hull where it is, and leaning to `side`. */
function addLeg(world: World, hull: Body, side: -1 | 1) {
  const { x, y } = hull.getPosition()
  const part = (down: number, width: number): Body => {
    const body = world.createBody({
      type: 'dynamic',
      position: new Vec2(x, y - LEG_HEIGHT * down - LEG_DOWN),
      angle: side * 0.05,
    })
    body.createFixture(new Box(width / 2, LEG_HEIGHT / 2), { ...WALKER, density: 1 })
    return body
  }
  const motor = { enableMotor: true, enableLimit: true, maxMotorTorque: MOTORS_TORQUE } as const
  // Angles count from how the bodies are put together, in planck as in pybox2d where nobody says otherwise.
  const thigh = part(1 / 2, LEG_WIDTH)
  const hip = new LeanJoint({
    ...motor,
    bodyA: hull,
    bodyB: thigh,
    localAnchorA: new Vec2(0, LEG_DOWN),
    localAnchorB: new Vec2(0, LEG_HEIGHT / 2),
    motorSpeed: side,
    lowerAngle: -0.8,
    upperAngle: 1.1,
  })
  world.createJoint(hip)
  const shin = part(3 / 2, 0.8 * LEG_WIDTH)
  const knee = new LeanJoint({
    ...motor,
    bodyA: thigh,
    bodyB: shin,
    localAnchorA: new Vec2(0, -LEG_HEIGHT / 2),
    localAnchorB: new Vec2(0, LEG_HEIGHT / 2),
    motorSpeed: 1,
    lowerAngle: -1.6,
    upperAngle: -0.1,
  })
  world.createJoint(knee)
  return { thigh, shin, hip, knee }
}
