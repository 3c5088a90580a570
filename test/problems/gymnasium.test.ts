// The classic control problems step by step against an independent transcription of Gymnasium's source.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { acrobotEnvironment } from '../../core/problems/control/acrobot.ts'
import { cartPoleEnvironment } from '../../core/problems/control/cart-pole.ts'
import type { Environment } from '../../core/problems/control/environment.ts'
import { mountainCarEnvironment } from '../../core/problems/control/mountain-car.ts'
import { continuousMountainCarEnvironment } from '../../core/problems/control/mountain-car-continuous.ts'
import { pendulumEnvironment } from '../../core/problems/control/pendulum.ts'

const numbers = z.array(z.number())
const trajectory = z.object({
  start: numbers,
  actions: numbers,
  states: z.array(numbers),
  rewards: numbers,
  terminated: z.array(z.boolean()),
})
const fileSchema = z.looseObject({ trajectories: z.array(trajectory) })

const ENVIRONMENTS: Readonly<Record<string, Environment>> = {
  'cart-pole': cartPoleEnvironment,
  'mountain-car': mountainCarEnvironment,
  'mountain-car-continuous': continuousMountainCarEnvironment,
  acrobot: acrobotEnvironment,
  pendulum: pendulumEnvironment,
}

/** Relative above 1, so that a step's last bits don't matter and another equation does. */
function expectClose(actual: number, wanted: number, where: string): void {
  expect(Math.abs(actual - wanted) / Math.max(1, Math.abs(wanted)), where).toBeLessThanOrEqual(1e-9)
}

/** Limits that at least one recorded state stands at: [component of the state, value]. */
const LIMITS: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  'cart-pole': [],
  'mountain-car': [
    [0, -1.2],
    [0, 0.6],
  ],
  'mountain-car-continuous': [[0, Math.fround(-1.2)]],
  acrobot: [
    [2, 4 * Math.PI],
    [2, -4 * Math.PI],
    [3, 9 * Math.PI],
    [3, -9 * Math.PI],
  ],
  pendulum: [
    [1, 8],
    [1, -8],
  ],
}

describe.each(Object.entries(ENVIRONMENTS))('%s', (name, environment) => {
  const text = readFileSync(join(import.meta.dirname, `fixtures/gymnasium/${name}.json`), 'utf8')
  const { trajectories } = fileSchema.parse(JSON.parse(text))

  test('what is recorded reaches every limit', () => {
    const states = trajectories.flatMap((one) => one.states)
    for (const [at, limit] of LIMITS[name] ?? []) {
      expect(states.filter((state) => state[at] === limit).length, `${at} at ${limit}`).toBeGreaterThan(0)
    }
    if (name !== 'cart-pole') return
    const ends = trajectories.map(({ states: all }) => all.at(-1)?.[0] ?? 0)
    expect(ends.some((x) => x > 2.4) && ends.some((x) => x < -2.4)).toBe(true)
  })

  test.each(trajectories.map((one, at) => [at, one] as const))('trajectory %i', (_, one) => {
    const state = new Float64Array(environment.stateSize)
    one.actions.forEach((action, step) => {
      // From the recorded state, so that a chaotic system doesn't blow up the last bits of sines.
      state.set(step === 0 ? one.start : (one.states[step - 1] ?? []))
      const reward = environment.step(state, action)
      const where = `step ${step}`
      one.states[step]?.forEach((wanted, at) => {
        expectClose(state[at] ?? Number.NaN, wanted, where)
      })
      expectClose(reward, one.rewards[step] ?? Number.NaN, where)
      expect(environment.isTerminal(state), where).toBe(one.terminated[step])
    })
  })
})
