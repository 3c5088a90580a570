import { blake3 } from '@noble/hashes/blake3.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { Random } from '../../../core/base/random.ts'
import { drawHills, TERRAIN_HEIGHT, TERRAIN_STEP } from '../../../core/problems/box2d/bipedal-body.ts'
import { bipedalWalker, walkEpisode } from '../../../core/problems/box2d/bipedal-walker.ts'
import { BipedalWalkerWorld, shaping } from '../../../core/problems/box2d/bipedal-walker-world.ts'
import { evaluationContext } from '../../../core/problems/evaluation-context.ts'
import { fitnessOf } from '../../../core/problems/problem.ts'
import { functionNetwork } from '../networks.ts'
import { walkByHand } from './walk-by-hand.ts'

const limp = functionNetwork(24, () => [0, 0, 0, 0])

/** Thirty steps that no motor resists. */
function standing(seed: number): BipedalWalkerWorld {
  const world = new BipedalWalkerWorld(Random.fromSeed(seed))
  for (let step = 0; step < 30; step++) world.step([0, 0, 0, 0])
  return world
}

describe('the walker', () => {
  test('weighs what its polygons do', () => {
    const { hull, legs } = new BipedalWalkerWorld(Random.fromSeed(1)).walker
    // A box of 64 by 17 less the corner of 28 by 8 above the nose.
    expect(hull.getMass()).toBeCloseTo((5 * (64 * 17 - (28 * 8) / 2)) / 900, 12)
    const masses = [8 * 34, 0.8 * 8 * 34, 8 * 34, 0.8 * 8 * 34].map((area) => area / 900)
    for (const [at, leg] of legs.entries()) expect(leg.getMass()).toBeCloseTo(masses[at] ?? 0, 12)
  })

  test('is observed in the units of the original', () => {
    const { walker, observation } = standing(2)
    const velocity = walker.hull.getLinearVelocity()
    const angles = walker.joints.map((joint) => joint.getJointAngle())
    const speeds = walker.joints.map((joint) => joint.getJointSpeed())
    const [hip1 = 0, knee1 = 0, hip2 = 0, knee2 = 0] = angles
    const [hipSpeed1 = 0, kneeSpeed1 = 0, hipSpeed2 = 0, kneeSpeed2 = 0] = speeds
    const wanted = [
      walker.hull.getAngle(),
      walker.hull.getAngularVelocity() / 25,
      velocity.x * 0.12,
      velocity.y * 0.08,
      ...[hip1, hipSpeed1 / 4, knee1 + 1, kneeSpeed1 / 6, 1],
      ...[hip2, hipSpeed2 / 4, knee2 + 1, kneeSpeed2 / 6, 1],
    ]
    for (const [at, value] of wanted.entries()) expect(observation[at]).toBeCloseTo(value, 12)
  })

  test('sees level ground at the height of its hull over the cosine of each ray', () => {
    const { walker, observation } = standing(3)
    const { y } = walker.hull.getPosition()
    const ground = drawHills(Random.fromSeed(3))
    for (let ray = 0; ray < 10; ray++) {
      // The start is level but for the first step's fall towards nothing: its height is that of the terrain there.
      const along = (y - (ground[10] ?? 0)) / Math.cos((1.5 * ray) / 10) / (160 / 30)
      expect(observation[14 + ray]).toBeCloseTo(Math.min(1, along), ray < 8 ? 6 : 0)
    }
  })

  test('begins as the original does', () => {
    // What Gymnasium's reset returns, to four digits, but for the velocity x that the first push makes random.
    const { observation } = new BipedalWalkerWorld(Random.fromSeed(0))
    const hull = [0.0027, 0, Number.NaN, -0.016]
    const legs = [0.0919, 0, 0.8602, 0.002, 1, 0.0324, 0, 0.8537, 0.001, 1]
    const lidar = [0.4408, 0.4458, 0.4614, 0.4895, 0.5341, 0.6025, 0.7091, 0.8859, 1, 1]
    for (const [at, value] of [...hull, ...legs, ...lidar].entries()) {
      if (!Number.isNaN(value)) expect(Math.abs((observation[at] ?? 9) - value)).toBeLessThan(0.002)
    }
  })

  test('keeps its joints within their limits once it stands', () => {
    const random = Random.fromSeed(4)
    const world = standing(4)
    for (let step = 0; step < 200 && world.walk === 'walking'; step++) {
      world.step([0, 1, 2, 3].map(() => random.nextBetween(-1, 1)))
      for (const [at, joint] of world.walker.joints.entries()) {
        const [low, high] = at % 2 === 0 ? [-0.8, 1.1] : [-1.6, -0.1]
        expect(joint.getJointAngle()).toBeGreaterThan(low - 0.15)
        expect(joint.getJointAngle()).toBeLessThan(high + 0.15)
      }
    }
  })
})

test('what is no number is no torque', () => {
  const [limpOne, broken] = [[0, 0, 0, 0], Array<number>(4).fill(Number.NaN)].map((torques) => {
    const world = new BipedalWalkerWorld(Random.fromSeed(11))
    for (let step = 0; step < 5; step++) world.step(torques)
    return Array.from(world.observation)
  })
  expect(broken).toEqual(limpOne)
})

describe('the hills', () => {
  test('are level where the walker starts, and 200 steps of 14 thirtieths of a metre long', () => {
    const hills = drawHills(Random.fromSeed(5))
    expect(hills).toHaveLength(200)
    expect(TERRAIN_STEP).toBeCloseTo(14 / 30, 12)
    expect(new Set(hills.slice(0, 20))).toEqual(new Set([TERRAIN_HEIGHT]))
    expect(new Set(hills.slice(22)).size).toBeGreaterThan(100)
  })
})

describe('the reward', () => {
  test('is the gain of the shaping, by hand', () => {
    expect(shaping(30, -0.2)).toBeCloseTo(130 - 1, 12)
  })

  test('less 0.028 for every full torque, at most', () => {
    const world = new BipedalWalkerWorld(Random.fromSeed(6))
    const place = (): number => shaping(world.walker.hull.getPosition().x, world.walker.hull.getAngle())
    const before = place()
    world.step([1, -0.5, 3, 0])
    expect(world.reward).toBeCloseTo(place() - before - 0.028 * 2.5, 12)
  })

  test('of a fall is −100, and the episode ends', () => {
    const world = new BipedalWalkerWorld(Random.fromSeed(7))
    for (let step = 0; step < 1600 && world.walk === 'walking'; step++) world.step([0, 0, 0, 0])
    expect([world.walk, world.reward]).toEqual(['fallen', -100])
  })
})

test("the original's own walker, which has no notion of balance, often gets to the end for more than 300", () => {
  const walks = [4, 5, 6, 7].map((seed) => {
    const byHand = walkByHand()
    let steps = 0
    // It begins with a step without torque, as the original's demonstration does.
    return walkEpisode(Random.fromSeed(seed), (observation) =>
      steps++ === 0 ? [0, 0, 0, 0] : byHand(observation),
    )
  })
  expect(walks.filter(({ total }) => total > 300)).toHaveLength(3)
  expect(walks.map(({ walk }) => walk)).toContain('arrived')
})

test('a trial is given up after an episode that falls, and where nobody gets any further', () => {
  const still = functionNetwork(24, () => [-1, 1, 1, 1])
  for (const network of [limp, still]) {
    expect(bipedalWalker.tryChampion?.(network)).toMatchObject({ solved: false, metrics: { episodes: 1 } })
  }
})

test('an evaluation has no patience with a walker that gets no further, unless it is told to', () => {
  // Legs that press against their limits hold the hull up where it is.
  const still = () => [-1, 1, 1, 1]
  const patient = walkEpisode(Random.fromSeed(3), still)
  const impatient = walkEpisode(Random.fromSeed(3), still, 40)
  expect(impatient.steps).toBeLessThan(patient.steps)
  expect(impatient.walk).toBe('walking')
  const byHand = () => {
    const decide = walkByHand()
    return (observation: Float64Array) => decide(observation)
  }
  expect(walkEpisode(Random.fromSeed(4), byHand(), 80)).toEqual(walkEpisode(Random.fromSeed(4), byHand()))
})

describe('the fitness', () => {
  /** The original's own walker, anew in every episode, which begins with a step without torque. */
  function handWalker() {
    let decide: ReturnType<typeof walkByHand> | null = null
    const network = functionNetwork(24, (inputs) => {
      if (decide !== null) return decide(inputs)
      decide = walkByHand()
      return [0, 0, 0, 0]
    })
    const reset = (): void => {
      decide = null
    }
    return { ...network, reset }
  }
  const options = { ...evaluationContext(bipedalWalker, 1).options, patience: 0 }

  test('has falls at the price that is asked', () => {
    const falls = [0, 50, 100].map((fall) =>
      fitnessOf(
        bipedalWalker.evaluate(limp, evaluationContext(bipedalWalker, 8, { ...options, fall, episodes: 1 })),
      ),
    )
    const { total } = walkEpisode(Random.fromSeed(8), () => [0, 0, 0, 0])
    for (const [at, fitness] of falls.entries()) expect(fitness).toBeCloseTo(total + 100 - 50 * at, 9)
  })

  test('is the sum of returns over the number of episodes, of which the last is the first that promises nothing', () => {
    const one = evaluationContext(bipedalWalker, 8, { ...options, episodes: 1 })
    const four = evaluationContext(bipedalWalker, 8, { ...options, episodes: 4 })
    const limpOnce = fitnessOf(bipedalWalker.evaluate(limp, one))
    expect(fitnessOf(bipedalWalker.evaluate(limp, four))).toBeCloseTo(limpOnce / 4, 9)
    const walkedOnce = fitnessOf(
      bipedalWalker.evaluate(handWalker(), evaluationContext(bipedalWalker, 4, one.options)),
    )
    const walkedTwice = fitnessOf(
      bipedalWalker.evaluate(handWalker(), evaluationContext(bipedalWalker, 4, { ...options, episodes: 2 })),
    )
    expect(walkedOnce).toBeGreaterThan(100)
    expect(2 * walkedTwice).not.toBeCloseTo(walkedOnce, 0)
  })
})

test('an evaluation is the same whatever was evaluated before in the same thread', () => {
  const once = bipedalWalker.evaluate(limp, evaluationContext(bipedalWalker, 8))
  bipedalWalker.evaluate(limp, evaluationContext(bipedalWalker, 9))
  expect(bipedalWalker.evaluate(limp, evaluationContext(bipedalWalker, 8))).toEqual(once)
})

test('a picture shows every step of the episode that an evaluation sees', () => {
  const frames = [...(bipedalWalker.play?.frames(limp, evaluationContext(bipedalWalker, 10)) ?? [])]
  const episode = walkEpisode(Random.fromSeed(10), () => [0, 0, 0, 0])
  expect(frames).toHaveLength(episode.steps)
  expect(frames.at(-1)?.figures).toMatchObject({ score: episode.total, walk: 'fallen' })
  // The ground, ten rays, four parts of legs and the hull.
  expect(frames[0]?.shapes).toHaveLength(16)
})

test('thousands of steps have the bits of every other machine', () => {
  const hash = blake3.create({ dkLen: 16 })
  for (let seed = 0; seed < 4; seed++) {
    const random = Random.fromSeed(100 + seed)
    const world = new BipedalWalkerWorld(Random.fromSeed(seed))
    for (let step = 0; step < 1000 && world.walk === 'walking'; step++) {
      world.step([0, 1, 2, 3].map(() => random.nextBetween(-1, 1)))
      hash.update(new Uint8Array(Float64Array.of(...world.observation, world.reward).buffer))
    }
  }
  expect(bytesToHex(hash.digest())).toBe('f77d18aeb207a136507e6ed4df1adf4e')
})
