import { describe, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { type CartState, decide, hasFailed, START } from '../../core/problems/double-pole/cart.ts'
import { doublePole } from '../../core/problems/double-pole/with-velocities.ts'
import {
  doublePoleWithoutVelocities,
  generalisation,
  gruauFitness,
  holdsLong,
} from '../../core/problems/double-pole/without-velocities.ts'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'
import { functionNetwork } from './networks.ts'

const context = evaluationContext({}, 1)

/**
 * The original's equations, written down a second time: Wieland's cart with Stanley's constants, the platform's sine
 * and cosine, a step of Runge & Kutta of 0.01 s, two per decision.
 */
function independentDecision(state: readonly number[], out: number): number[] {
  const derivative = ([, v = 0, a = 0, da = 0, b = 0, db = 0]: readonly number[]): number[] => {
    const force = (out - 0.5) * 20
    const pole = (angle: number, speed: number, mass: number, half: number): [number, number, number] => {
      const friction = (2e-6 * speed) / (mass * half)
      const effective = mass * (1 - 0.75 * Math.cos(angle) ** 2)
      const gravity = -9.8 * Math.sin(angle)
      const push =
        mass * half * speed ** 2 * Math.sin(angle) + 0.75 * mass * Math.cos(angle) * (friction + gravity)
      return [push, effective, friction + gravity]
    }
    const [pushA, massA, pullA] = pole(a, da, 0.1, 0.5)
    const [pushB, massB, pullB] = pole(b, db, 0.01, 0.05)
    const acceleration = (force + pushA + pushB) / (1 + massA + massB)
    return [
      v,
      acceleration,
      da,
      (-0.75 / 0.5) * (acceleration * Math.cos(a) + pullA),
      db,
      (-0.75 / 0.05) * (acceleration * Math.cos(b) + pullB),
    ]
  }
  const add = (to: readonly number[], slope: readonly number[], factor: number): number[] =>
    to.map((value, i) => value + factor * (slope[i] ?? 0))
  let now = [...state]
  for (let step = 0; step < 2; step++) {
    const k1 = derivative(now)
    const k2 = derivative(add(now, k1, 0.005))
    const k3 = derivative(add(now, k2, 0.005))
    const k4 = derivative(add(now, k3, 0.01))
    now = now.map(
      (value, i) => value + (0.01 / 6) * ((k1[i] ?? 0) + 2 * (k2[i] ?? 0) + 2 * (k3[i] ?? 0) + (k4[i] ?? 0)),
    )
  }
  return now
}

describe('the cart', () => {
  test('moves as the equations written down a second time', () => {
    const random = Random.fromSeed(3)
    for (let trial = 0; trial < 50; trial++) {
      const state: CartState = [...START]
      let wanted: number[] = [...state]
      for (let decision = 0; decision < 20; decision++) {
        const out = random.nextFloat()
        decide(state, out)
        wanted = independentDecision(wanted, out)
        for (let i = 0; i < 6; i++) expect(state[i]).toBeCloseTo(wanted[i] ?? 0, 9)
      }
    }
  })

  test('fails off the track and beyond 36 degrees, at exactly the limit not yet', () => {
    expect(hasFailed([2.4, 9, 0.628329, 9, -0.628329, 9])).toBe(false)
    expect(hasFailed([2.4001, 0, 0, 0, 0, 0])).toBe(true)
    expect(hasFailed([0, 0, -0.62833, 0, 0, 0])).toBe(true)
    expect(hasFailed([0, 0, 0, 0, 0.62833, 0])).toBe(true)
    expect(hasFailed([Number.NaN, 0, 0, 0, 0, 0])).toBe(true)
  })

  test('outputs beyond 0..1 push no harder', () => {
    const hard: CartState = [...START]
    const harder: CartState = [...START]
    decide(hard, 1)
    decide(harder, 1e6)
    expect(harder).toEqual(hard)
  })
})

describe('double pole with velocities', () => {
  /** A linear controller over the problem's own inputs; gains found by evolution. */
  const linear = (gains: readonly number[]) =>
    functionNetwork(7, (inputs) => {
      const z = gains.reduce((sum, gain, i) => sum + gain * (inputs[i] ?? 0), 0)
      return [1 / (1 + Math.exp(-4.9 * z))]
    })

  test('doing nothing loses the long pole within a second and a half', () => {
    const survived = doublePole.evaluate(linear([]), context)
    expect(survived).toBeGreaterThan(10)
    expect(survived).toBeLessThan(75)
  })

  test('sees the state as the original scales it, and the bias', () => {
    const seen: number[][] = []
    const watching = functionNetwork(7, (inputs) => {
      seen.push(Array.from(inputs))
      return [0.5]
    })
    seen.length = 0
    doublePole.evaluate(watching, context)
    expect(seen[0]).toEqual([0, 0, 0.07 / 0.52, 0, 0, 0, 0.5])
    const next = independentDecision(START, 0.5)
    const scale = [4.8, 2, 0.52, 2, 0.52, 2]
    for (let i = 0; i < 6; i++) expect(seen[1]?.[i]).toBeCloseTo((next[i] ?? 0) / (scale[i] ?? 1), 9)
  })
})

describe('double pole without velocities', () => {
  test("Gruau's fitness is as the paper has it", () => {
    expect(gruauFitness({ survived: 99, swinging: 1 })).toBeCloseTo(0.0099, 12)
    expect(gruauFitness({ survived: 100, swinging: 3 })).toBeCloseTo(0.01 + 0.9 * 0.25, 12)
    expect(gruauFitness({ survived: 1000, swinging: 1.5 })).toBeCloseTo(0.1 + 0.45, 12)
  })

  test('a network that does nothing survives a little, holds no start and solves nothing', () => {
    const idle = functionNetwork(4, () => [0.5])
    const result = doublePoleWithoutVelocities.evaluate(idle, context)
    expect(result).toMatchObject({ fitness: expect.any(Number), metrics: { survived: expect.any(Number) } })
    expect(holdsLong(idle)).toBe(false)
    expect(generalisation(idle)).toBeLessThan(10)
    expect(doublePoleWithoutVelocities.tryChampion?.(idle)).toEqual({ solved: false, metrics: { starts: 0 } })
  })
})
