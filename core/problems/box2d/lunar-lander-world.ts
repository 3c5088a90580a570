// One episode of Gymnasium's LunarLander-v3 with four actions: its constants, its order of events and of chance. It knows
// no network. Source: Farama Gymnasium 1.0, gymnasium/envs/box2d/lunar_lander.py; the physics are planck's, in doubles,
// where Gymnasium's Box2D computes in singles.
import { cos, sin } from '../../base/portable-math.ts'
import type { Random } from '../../base/random.ts'
import { LeanJoint } from './lean-joint.ts'
import { type Body, Box, Edge, Polygon, Vec2, World } from './planck.ts'

const FPS = 50
const SCALE = 30
const MAIN_ENGINE_POWER = 13
const SIDE_ENGINE_POWER = 0.6
const INITIAL_RANDOM = 1000
const GRAVITY = -10
const HULL = [
  [-14, 17],
  [-17, 0],
  [-17, -10],
  [17, -10],
  [17, 0],
  [14, 17],
] as const
const LEG_AWAY = 20
const LEG_DOWN = 18
const LEG_WIDTH = 2
const LEG_HEIGHT = 8
const LEG_SPRING_TORQUE = 40
const SIDE_ENGINE_HEIGHT = 14
const SIDE_ENGINE_AWAY = 12
const MAIN_ENGINE_Y = 4
const CHUNKS = 11
const PAD_CHUNK = 5

/** Metres. */
export const WIDTH = 600 / SCALE
export const HEIGHT = 400 / SCALE
export const PAD_Y = HEIGHT / 4
export const PAD_LEFT = (WIDTH / (CHUNKS - 1)) * (PAD_CHUNK - 1)
export const PAD_RIGHT = (WIDTH / (CHUNKS - 1)) * (PAD_CHUNK + 1)
/** Seconds. */
export const STEP_SECONDS = 1 / FPS
/** An episode is cut off after so many (Gymnasium's time limit for LunarLander-v3). */
export const LONGEST_EPISODE = 1000

export const NOTHING = 0
export const LEFT_ENGINE = 1
export const MAIN_ENGINE = 2
export const RIGHT_ENGINE = 3

/** Whose gain is the reward of a step, besides fuel. */
export function shaping(state: Float64Array): number {
  const [x = 0, y = 0, vx = 0, vy = 0] = state
  const contacts = (state[6] ?? 0) + (state[7] ?? 0)
  return (
    -100 * Math.sqrt(x * x + y * y) -
    100 * Math.sqrt(vx * vx + vy * vy) -
    100 * Math.abs(state[4] ?? 0) +
    10 * contacts
  )
}

export type Flight = 'flying' | 'crashed' | 'landed'

export class LunarLanderWorld {
  /** x, y, their velocities, angle, angular velocity, contact of each leg: in Gymnasium's units. */
  readonly observation = new Float64Array(8)
  /** Of the last step. */
  reward = 0
  flight: Flight = 'flying'
  /** Heights at the joints of the terrain's straight pieces, from left to right over the whole width. */
  readonly terrain: readonly number[]
  readonly lander: Body
  /** The one on the right comes first, as in Gymnasium. */
  readonly legs: readonly [Body, Body]

  readonly #random: Random
  readonly #world = new World({ gravity: new Vec2(0, GRAVITY) })
  readonly #impulse = new Vec2()
  readonly #at = new Vec2()
  #touched = false
  #shaping = 0

  constructor(random: Random) {
    this.#random = random
    this.terrain = drawTerrain(random)
    addMoon(this.#world, this.terrain)
    this.lander = addHull(this.#world)
    this.lander.applyForceToCenter(
      new Vec2(
        random.nextBetween(-INITIAL_RANDOM, INITIAL_RANDOM),
        random.nextBetween(-INITIAL_RANDOM, INITIAL_RANDOM),
      ),
      true,
    )
    this.legs = [addLeg(this.#world, this.lander, -1), addLeg(this.#world, this.lander, 1)]
    this.#watchContacts()
    this.step(NOTHING)
    // Gymnasium's reset ends with a step whose reward and outcome nobody sees.
    this.reward = 0
    this.flight = 'flying'
  }

  /** One fiftieth of a second with one of the four actions. */
  step(action: number): void {
    const fuel = this.#fire(action)
    this.#world.step(STEP_SECONDS, 180, 60)
    this.#observe()
    const before = this.#shaping
    this.#shaping = shaping(this.observation)
    this.reward = this.#shaping - before - fuel
    if (this.#touched || Math.abs(this.observation[0] ?? 0) >= 1) {
      this.flight = 'crashed'
      this.reward = -100
    }
    if (!this.lander.isAwake()) {
      this.flight = 'landed'
      this.reward = 100
    }
  }

  /** What it costs. Where it acts scatters, and both draws are made whether an engine fires or not. */
  #fire(action: number): number {
    const angle = this.lander.getAngle()
    const tipX = sin(angle)
    const tipY = cos(angle)
    const along = this.#random.nextBetween(-1, 1) / SCALE
    const across = this.#random.nextBetween(-1, 1) / SCALE
    if (action === MAIN_ENGINE) {
      const down = MAIN_ENGINE_Y / SCALE + 2 * along
      const x = tipX * down - tipY * across
      const y = -tipY * down - tipX * across
      this.#push(x, y, MAIN_ENGINE_POWER, 0, 0)
      return 0.3
    }
    if (action === LEFT_ENGINE || action === RIGHT_ENGINE) {
      const aside = 3 * across + ((action - 2) * SIDE_ENGINE_AWAY) / SCALE
      const x = tipX * along - tipY * aside
      const y = -tipY * along - tipX * aside
      // 17 across and 14 along: the original's oddity, which makes the torque depend on the angle.
      this.#push(x, y, SIDE_ENGINE_POWER, (-tipX * 17) / SCALE, (tipY * SIDE_ENGINE_HEIGHT) / SCALE)
      return 0.03
    }
    return 0
  }

  /** Against (x, y), at that place and (offX, offY) more from the hull's origin. */
  #push(x: number, y: number, power: number, offX: number, offY: number): void {
    const { x: hullX, y: hullY } = this.lander.getPosition()
    this.#impulse.set(-x * power, -y * power)
    this.#at.set(hullX + x + offX, hullY + y + offY)
    this.lander.applyLinearImpulse(this.#impulse, this.#at, true)
  }

  #observe(): void {
    const { x, y } = this.lander.getPosition()
    const velocity = this.lander.getLinearVelocity()
    const to = this.observation
    to[0] = (x - WIDTH / 2) / (WIDTH / 2)
    to[1] = (y - (PAD_Y + LEG_DOWN / SCALE)) / (HEIGHT / 2)
    to[2] = (velocity.x * (WIDTH / 2)) / FPS
    to[3] = (velocity.y * (HEIGHT / 2)) / FPS
    to[4] = this.lander.getAngle()
    to[5] = (20 * this.lander.getAngularVelocity()) / FPS
  }

  /** Nothing but the ground collides with anything; the last event of a leg counts, as in Gymnasium. */
  #watchContacts(): void {
    const setContact = (body: Body, value: number): void => {
      if (body === this.legs[0]) this.observation[6] = value
      else if (body === this.legs[1]) this.observation[7] = value
    }
    this.#world.on('begin-contact', (contact) => {
      for (const body of [contact.getFixtureA().getBody(), contact.getFixtureB().getBody()]) {
        if (body === this.lander) this.#touched = true
        setContact(body, 1)
      }
    })
    this.#world.on('end-contact', (contact) => {
      setContact(contact.getFixtureA().getBody(), 0)
      setContact(contact.getFixtureB().getBody(), 0)
    })
  }
}

/** Smoothed over three, flat about the pad. */
function drawTerrain(random: Random): number[] {
  const drawn = Array.from({ length: CHUNKS + 1 }, () => random.nextBetween(0, HEIGHT / 2))
  drawn.fill(PAD_Y, PAD_CHUNK - 2, PAD_CHUNK + 3)
  // Left of the first stands the last, by the negative index of the original.
  const height = (at: number): number => drawn.at(at) ?? 0
  return Array.from({ length: CHUNKS }, (_, at) => 0.33 * (height(at - 1) + height(at) + height(at + 1)))
}

export const terrainX = (at: number): number => (WIDTH / (CHUNKS - 1)) * at

function addMoon(world: World, terrain: readonly number[]): void {
  const moon = world.createBody()
  moon.createFixture(new Edge(new Vec2(0, 0), new Vec2(WIDTH, 0)), { density: 0 })
  for (let at = 0; at + 1 < terrain.length; at++) {
    const from = new Vec2(terrainX(at), terrain[at] ?? 0)
    const to = new Vec2(terrainX(at + 1), terrain[at + 1] ?? 0)
    moon.createFixture(new Edge(from, to), { density: 0, friction: 0.1 })
  }
}

function addHull(world: World): Body {
  const hull = world.createBody({ type: 'dynamic', position: new Vec2(WIDTH / 2, HEIGHT) })
  hull.createFixture(new Polygon(HULL.map(([x, y]) => new Vec2(x / SCALE, y / SCALE))), {
    density: 5,
    friction: 0.1,
    restitution: 0,
    filterCategoryBits: 0x0010,
    filterMaskBits: 0x001,
  })
  return hull
}

/** On a spring: a motor that presses it outwards between two limits. */
function addLeg(world: World, lander: Body, side: -1 | 1): Body {
  const leg = world.createBody({
    type: 'dynamic',
    position: new Vec2(WIDTH / 2 - (side * LEG_AWAY) / SCALE, HEIGHT),
    angle: side * 0.05,
  })
  leg.createFixture(new Box(LEG_WIDTH / SCALE, LEG_HEIGHT / SCALE), {
    density: 1,
    restitution: 0,
    filterCategoryBits: 0x0020,
    filterMaskBits: 0x001,
  })
  world.createJoint(
    new LeanJoint({
      bodyA: lander,
      bodyB: leg,
      localAnchorA: new Vec2(0, 0),
      localAnchorB: new Vec2((side * LEG_AWAY) / SCALE, LEG_DOWN / SCALE),
      enableMotor: true,
      enableLimit: true,
      maxMotorTorque: LEG_SPRING_TORQUE,
      motorSpeed: 0.3 * side,
      lowerAngle: side === -1 ? 0.9 - 0.5 : -0.9,
      upperAngle: side === -1 ? 0.9 : -0.9 + 0.5,
    }),
  )
  return leg
}
