import { blake3 } from '@noble/hashes/blake3.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { Random } from '../../../core/base/random.ts'
import { flyEpisode, lunarLander } from '../../../core/problems/box2d/lunar-lander.ts'
import {
  LEFT_ENGINE,
  LunarLanderWorld,
  MAIN_ENGINE,
  NOTHING,
  RIGHT_ENGINE,
  shaping,
} from '../../../core/problems/box2d/lunar-lander-world.ts'
import { evaluationContext } from '../../../core/problems/evaluation-context.ts'
import { functionNetwork } from '../networks.ts'
import { landByHand } from './land-by-hand.ts'

const HULL_MASS = 5 * ((34 * 10 + (17 * (34 + 28)) / 2) / 900)
const LEG_MASS = (4 * 16) / 900

/** The pilot of Gymnasium's source, as a network. */
const byHand = functionNetwork(8, (observation) => {
  const action = landByHand(observation)
  return [0, 1, 2, 3].map((at) => (at === action ? 1 : 0))
})

describe('the craft', () => {
  test('weighs what its polygons do', () => {
    const { lander, legs } = new LunarLanderWorld(Random.fromSeed(1))
    expect(lander.getMass()).toBeCloseTo(HULL_MASS, 12)
    for (const leg of legs) expect(leg.getMass()).toBeCloseTo(LEG_MASS, 12)
  })

  test('starts with the momentum of one step of a random force and of gravity', () => {
    const random = Random.fromSeed(2)
    const copy = random.clone()
    const { lander, legs } = new LunarLanderWorld(random)
    for (let draw = 0; draw < 12; draw++) copy.nextBetween(0, 1)
    const force = { x: copy.nextBetween(-1000, 1000), y: copy.nextBetween(-1000, 1000) }
    const momentum = { x: 0, y: 0 }
    for (const body of [lander, ...legs]) {
      momentum.x += body.getMass() * body.getLinearVelocity().x
      momentum.y += body.getMass() * body.getLinearVelocity().y
    }
    expect(momentum.x).toBeCloseTo(force.x / 50, 9)
    expect(momentum.y).toBeCloseTo(force.y / 50 - (10 * (HULL_MASS + 2 * LEG_MASS)) / 50, 9)
  })

  test('is observed in the units of the original', () => {
    const world = new LunarLanderWorld(Random.fromSeed(3))
    for (let step = 0; step < 20; step++) world.step(NOTHING)
    const { x, y } = world.lander.getPosition()
    const velocity = world.lander.getLinearVelocity()
    const wanted = [
      (x - 10) / 10,
      (y - (400 / 30 / 4 + 18 / 30)) / (400 / 30 / 2),
      velocity.x / 5,
      (velocity.y * (400 / 60)) / 50,
      world.lander.getAngle(),
      world.lander.getAngularVelocity() * 0.4,
      0,
      0,
    ]
    for (const [at, value] of wanted.entries()) expect(world.observation[at]).toBeCloseTo(value, 12)
  })

  test.each([
    ['the main engine lifts', MAIN_ENGINE, 3, 1],
    ['the left engine turns it to the left', LEFT_ENGINE, 5, 1],
    ['the right engine turns it to the right', RIGHT_ENGINE, 5, -1],
  ])('%s', (_what, engine, at, sign) => {
    const [idle, fired] = [NOTHING, engine].map((action) => {
      const world = new LunarLanderWorld(Random.fromSeed(4))
      for (let step = 0; step < 10; step++) world.step(action)
      return world.observation[at] ?? 0
    })
    expect(Math.sign((fired ?? 0) - (idle ?? 0))).toBe(sign)
  })
})

describe('the reward', () => {
  test('is the gain of the shaping, by hand', () => {
    // 100·√(0.3² + 0.4²), 100·√(0.6² + 0.8²), 100·0.25, and ten for one leg.
    const state = Float64Array.of(0.3, 0.4, -0.6, 0.8, -0.25, 9, 1, 0)
    expect(shaping(state)).toBeCloseTo(-50 - 100 - 25 + 10, 12)
  })

  test.each([
    ['nothing', NOTHING, 0],
    ['a side engine', LEFT_ENGINE, 0.03],
    ['the main engine', MAIN_ENGINE, 0.3],
  ])('less the fuel of %s', (_what, action, fuel) => {
    const world = new LunarLanderWorld(Random.fromSeed(5))
    const before = shaping(world.observation)
    world.step(action)
    expect(world.reward).toBeCloseTo(shaping(world.observation) - before - fuel, 12)
  })

  test('of a crash is −100, and the episode ends', () => {
    const world = new LunarLanderWorld(Random.fromSeed(6))
    for (let step = 0; step < 1000 && world.flight === 'flying'; step++) world.step(NOTHING)
    expect([world.flight, world.reward]).toEqual(['crashed', -100])
  })

  test('of leaving the picture to a side is −100 too', () => {
    const world = new LunarLanderWorld(Random.fromSeed(7))
    for (let step = 0; step < 1000 && world.flight === 'flying'; step++) {
      const [, , , , angle = 0, turning = 0] = world.observation
      const turn = (0.5 - angle) * 0.5 - turning
      world.step(turn > 0.05 ? LEFT_ENGINE : turn < -0.05 ? RIGHT_ENGINE : MAIN_ENGINE)
    }
    expect(Math.abs(world.observation[0] ?? 0)).toBeGreaterThanOrEqual(1)
    expect([world.flight, world.reward]).toEqual(['crashed', -100])
  })

  test('of coming to rest on both legs is 100', () => {
    const world = new LunarLanderWorld(Random.fromSeed(0))
    for (let step = 0; step < 1000 && world.flight === 'flying'; step++) {
      world.step(landByHand(world.observation))
    }
    expect([world.flight, world.reward]).toEqual(['landed', 100])
    expect(Array.from(world.observation.slice(6))).toEqual([1, 1])
    // Between the flags, upright, on the pad: the lander's origin is then a leg's height above it.
    expect(Math.abs(world.observation[0] ?? 1)).toBeLessThan(0.2)
    expect(Math.abs(world.observation[1] ?? 1)).toBeLessThan(0.02)
    expect(Math.abs(world.observation[4] ?? 1)).toBeLessThan(0.05)
  })
})

test("the original's own pilot lands with a mean of at least 200 over 100 episodes, which is the champion's trial", () => {
  const trial = lunarLander.tryChampion?.(byHand)
  expect(trial?.metrics['episodes']).toBe(100)
  expect(trial?.metrics['mean return']).toBeGreaterThan(200)
  expect(trial?.solved).toBe(true)
})

test('falling solves nothing, and its trial is given up after 20 episodes', () => {
  const falling = functionNetwork(8, () => [1, 0, 0, 0])
  expect(lunarLander.tryChampion?.(falling)).toMatchObject({ solved: false, metrics: { episodes: 20 } })
})

test('the fitness is the mean return of the episodes that the options say', () => {
  const random = Random.fromSeed(9)
  const returns = [1, 2, 3].map(() => flyEpisode(random, landByHand).total)
  const result = lunarLander.evaluate(byHand, evaluationContext(lunarLander, 9, { episodes: 3 }))
  expect(result).toMatchObject({ fitness: returns.reduce((sum, one) => sum + one, 0) / 3 })
})

test('an evaluation is the same whatever was evaluated before in the same thread', () => {
  const once = lunarLander.evaluate(byHand, evaluationContext(lunarLander, 10))
  for (let other = 0; other < 3; other++) lunarLander.evaluate(byHand, evaluationContext(lunarLander, other))
  expect(lunarLander.evaluate(byHand, evaluationContext(lunarLander, 10))).toEqual(once)
})

test('a picture shows every step of the episode that an evaluation sees', () => {
  const { play } = lunarLander
  const frames = [...(play?.frames(byHand, evaluationContext(lunarLander, 11)) ?? [])]
  const episode = flyEpisode(Random.fromSeed(11), landByHand)
  expect(frames).toHaveLength(episode.steps)
  expect(frames.at(-1)?.figures).toMatchObject({ score: episode.total, flight: episode.flight })
  expect(play?.scenery?.(evaluationContext(lunarLander, 11))).toHaveLength(5)
})

test('thousands of steps have the bits of every other machine', () => {
  const hash = blake3.create({ dkLen: 16 })
  for (let seed = 0; seed < 10; seed++) {
    const world = new LunarLanderWorld(Random.fromSeed(seed))
    for (let step = 0; step < 1000 && world.flight === 'flying'; step++) {
      world.step(landByHand(world.observation))
      hash.update(new Uint8Array(Float64Array.of(...world.observation, world.reward).buffer))
    }
  }
  expect(bytesToHex(hash.digest())).toBe('baacc77210588e8e8d9362b2482b4d25')
})
