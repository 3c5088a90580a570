// The classic control problems against what Gymnasium publishes and what its equations say.
import { describe, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import type { Network } from '../../core/network/network-spec.ts'
import { acrobotEnvironment } from '../../core/problems/control/acrobot.ts'
import { cartPole, cartPoleEnvironment } from '../../core/problems/control/cart-pole.ts'
import { type Environment, episodeReturn } from '../../core/problems/control/environment.ts'
import { mountainCarEnvironment } from '../../core/problems/control/mountain-car.ts'
import { continuousMountainCarEnvironment } from '../../core/problems/control/mountain-car-continuous.ts'
import { pendulumEnvironment } from '../../core/problems/control/pendulum.ts'
import { meanReturn } from '../../core/problems/episodes.ts'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'

/** A network that answers what `decide` says. */
function network(inputCount: number, decide: (inputs: readonly number[]) => readonly number[]): Network {
  return {
    inputCount,
    outputCount: 1,
    activate: (inputs) => Float64Array.from(decide(Array.from(inputs))),
    activateAll: () => new Float64Array(0),
    reset: () => {},
  }
}

function stepped(environment: Environment, start: readonly number[], ...actions: number[]) {
  const state = Float64Array.from(start)
  const rewards = actions.map((action) => environment.step(state, action))
  return { state: [...state], rewards }
}

function meanOf(environment: Environment, player: Network, episodes: number): number {
  const random = Random.fromSeed(1)
  return meanReturn(episodes, () => episodeReturn(environment, player, random))
}

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12))

describe('CartPole-v1', () => {
  test('a push from rest gives the well-known velocities', () => {
    const { state, rewards } = stepped(cartPoleEnvironment, [0, 0, 0, 0], 1)
    expect(state).toEqual(close([0, 0.1951219512195122, 0, -0.2926829268292683]))
    expect(rewards).toEqual([1])
  })

  test('ends beyond 2.4 m or 12 degrees, and not before', () => {
    const over = (x: number, angle: number) => cartPoleEnvironment.isTerminal(Float64Array.of(x, 0, angle, 0))
    expect([over(2.4, 0), over(2.41, 0), over(-2.41, 0)]).toEqual([false, true, true])
    expect([over(0, 0.2094), over(0, 0.2096), over(0, -0.2096)]).toEqual([false, true, true])
  })

  test('a pole that nobody holds falls after about nine steps, and one that is held stands for 500', () => {
    const push = network(4, () => [1])
    const lazy = meanOf(cartPoleEnvironment, push, 100)
    expect(lazy).toBeGreaterThan(8)
    expect(lazy).toBeLessThan(11)
    const follow = network(4, ([, , angle = 0, turning = 0]) => [angle * 0.2 + turning * 3 > 0 ? 1 : 0])
    expect(meanOf(cartPoleEnvironment, follow, 100)).toBeGreaterThan(200)
  })

  test('starts are uniform within 0.05, other for every episode', () => {
    const random = Random.fromSeed(4)
    const starts = Array.from({ length: 200 }, () => {
      const state = new Float64Array(4)
      cartPoleEnvironment.begin(state, random)
      return [...state]
    }).flat()
    expect(Math.max(...starts)).toBeLessThanOrEqual(0.05)
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(-0.05)
    expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThan(0.098)
  })

  test('the fitness is the mean of as many episodes as the option says', () => {
    const count = (episodes: number) => {
      let resets = 0
      const counting = { ...network(4, () => [1]), reset: () => void resets++ }
      cartPole.evaluate(counting, evaluationContext(cartPole, 1, { episodes }))
      return resets
    }
    expect([count(1), count(7)]).toEqual([1, 7])
  })
})

describe('MountainCar-v0', () => {
  test('gravity alone swings it back', () => {
    const { state, rewards } = stepped(mountainCarEnvironment, [-0.5, 0], 1)
    const speed = Math.cos(-1.5) * -0.0025
    expect(state).toEqual(close([-0.5 + speed, speed]))
    expect(rewards).toEqual([-1])
  })

  test('the left end stops it', () => {
    expect(stepped(mountainCarEnvironment, [-1.19, -0.07], 0).state).toEqual([-1.2, 0])
  })

  test('pushing the way that it rolls takes it up in fewer than 200 steps, pushing right does not', () => {
    const along = network(2, ([, speed = 0]) => (speed < 0 ? [1, 0, 0] : [0, 0, 1]))
    const right = network(2, () => [0, 0, 1])
    expect(meanOf(mountainCarEnvironment, along, 20)).toBeGreaterThan(-135)
    expect(episodeReturn(mountainCarEnvironment, right, Random.fromSeed(1))).toBe(-200)
  })
})

describe('MountainCarContinuous-v0', () => {
  test('a push costs a tenth of its square, the goal gives a hundred', () => {
    expect(stepped(continuousMountainCarEnvironment, [-0.5, 0], 0.5).rewards).toEqual(close([-0.025]))
    expect(stepped(continuousMountainCarEnvironment, [0.449, 0.05], 1).rewards).toEqual(close([99.9]))
  })

  test('pushing the way that it rolls gets more than ninety', () => {
    const along = network(2, ([, speed = 0]) => [speed < 0 ? 0.1 : 0.9])
    expect(meanOf(continuousMountainCarEnvironment, along, 20)).toBeGreaterThan(90)
  })
})

describe('Acrobot-v1', () => {
  test('hangs still without torque', () => {
    const { state, rewards } = stepped(acrobotEnvironment, [0, 0, 0, 0], 1, 1, 1)
    expect(state).toEqual(close([0, 0, 0, 0]))
    expect(rewards).toEqual([-1, -1, -1])
  })

  test('keeps its energy, as far as the integration does, while nobody drives it', () => {
    const energy = ([a = 0, b = 0, da = 0, db = 0]: readonly number[]) => {
      const kinetic1 = 0.5 * 0.25 * da * da + 0.5 * da * da
      const vx = Math.cos(a) * da + 0.5 * Math.cos(a + b) * (da + db)
      const vy = Math.sin(a) * da + 0.5 * Math.sin(a + b) * (da + db)
      const kinetic2 = 0.5 * (vx * vx + vy * vy) + 0.5 * (da + db) * (da + db)
      return kinetic1 + kinetic2 - 9.8 * (0.5 * Math.cos(a) + Math.cos(a) + 0.5 * Math.cos(a + b))
    }
    const start = [0.4, -0.3, 0, 0]
    const { state } = stepped(acrobotEnvironment, start, ...Array<number>(20).fill(1))
    expect(energy(state)).toBeCloseTo(energy(start), 1)
    expect(state).not.toEqual(start)
  })

  test('is done when the tip is above the line', () => {
    const isDone = (a: number, b: number) => acrobotEnvironment.isTerminal(Float64Array.of(a, b, 0, 0))
    expect([isDone(Math.PI, 0), isDone(Math.PI / 2, 0), isDone(2.1, 0.1), isDone(0, 0)]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })
})

describe('Pendulum-v1', () => {
  test('a pendulum that stands upright costs nothing, one that hangs costs π² a step', () => {
    expect(stepped(pendulumEnvironment, [0, 0], 0).rewards[0]).toBeCloseTo(0, 12)
    expect(stepped(pendulumEnvironment, [Math.PI, 0], 0).rewards).toEqual(close([-Math.PI * Math.PI]))
    expect(stepped(pendulumEnvironment, [5 * Math.PI, 0], 0).rewards).toEqual(close([-Math.PI * Math.PI]))
  })

  test('gravity and torque turn it, speed and torque are bounded', () => {
    const { state, rewards } = stepped(pendulumEnvironment, [Math.PI / 2, 1], 5)
    const speed = 1 + (15 * 1 + 3 * 2) * 0.05
    expect(state).toEqual(close([Math.PI / 2 + speed * 0.05, speed]))
    expect(rewards).toEqual(close([-((Math.PI / 2) ** 2 + 0.1 + 0.004)]))
    expect(stepped(pendulumEnvironment, [1, 8], 2).state[1]).toBe(8)
  })
})
