import { describe, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { activationByCode, activationByName, SIGMOID_SLOPE } from '../../core/network/activation.ts'
import { aggregationByName } from '../../core/network/aggregation.ts'
import { ACTIVATIONS, type ActivationName, AGGREGATIONS } from '../../core/network/network-spec.ts'

/** What neat-python 2.1 computes (its sigmoid and tanh apart), by the platform's own mathematics. */
const expected: Readonly<Record<ActivationName, (x: number) => number>> = {
  sigmoid: (x) => 1 / (1 + Math.exp(-4.9 * x)),
  tanh: Math.tanh,
  relu: (x) => Math.max(0, x),
  identity: (x) => x,
  sin: (x) => Math.sin(5 * x),
  gauss: (x) => Math.exp(-5 * Math.max(-3.4, Math.min(3.4, x)) ** 2),
  'leaky-relu': (x) => (x > 0 ? x : 0.005 * x),
  elu: (x) => (x > 0 ? x : Math.exp(x) - 1),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1)),
  softplus: (x) => 0.2 * Math.log(1 + Math.exp(5 * x)),
  clamped: (x) => Math.max(-1, Math.min(1, x)),
  inv: (x) => (x === 0 ? 0 : 1 / x),
  log: (x) => Math.log(Math.max(1e-7, x)),
  exp: Math.exp,
  abs: Math.abs,
  hat: (x) => Math.max(0, 1 - Math.abs(x)),
  square: (x) => x * x,
  cube: (x) => x * x * x,
}

describe('activations', () => {
  test.each(ACTIVATIONS)('%s is what its reference says', (name) => {
    const random = Random.fromSeed(1)
    for (let i = 0; i < 2000; i++) {
      const x = i === 0 ? 0 : random.nextBetween(-10, 10)
      expect(activationByName[name](x)).toBeCloseTo(expected[name](x), 9)
    }
  })

  test('there are eighteen, each under the code of its name', () => {
    expect(ACTIVATIONS.length).toBe(18)
    expect(activationByCode).toEqual(ACTIVATIONS.map((name) => activationByName[name]))
  })

  test('the codes on the wire are those of every earlier version', () => {
    expect(ACTIVATIONS.slice(0, 4)).toEqual(['sigmoid', 'tanh', 'relu', 'identity'])
    expect(AGGREGATIONS).toEqual(['sum', 'product', 'max', 'min', 'maxabs', 'mean', 'median'])
  })

  test('the sigmoid is the steepened one of the paper', () => {
    expect(SIGMOID_SLOPE).toBe(4.9)
    expect(activationByName.sigmoid(0)).toBe(0.5)
  })

  test.each(ACTIVATIONS)('%s is finite for every finite number', (name) => {
    for (const x of [
      0,
      -0,
      1e-320,
      -1e-320,
      1e-30,
      700,
      -700,
      1e60,
      -1e60,
      1e100,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
    ]) {
      expect(Number.isFinite(activationByName[name](x)), `${x}`).toBe(true)
    }
  })
})

describe('aggregations', () => {
  const aggregate = (name: (typeof AGGREGATIONS)[number], ...values: number[]): number =>
    aggregationByName[name](Float64Array.from([...values, 99]), values.length)

  test('each is what its name says, over the first numbers only', () => {
    const values = [3, -5, 2, 4] as const
    expect(AGGREGATIONS.map((name) => aggregate(name, ...values))).toEqual([4, -120, 4, -5, -5, 1, 2.5])
  })

  test('the median of an odd count is the middle one', () => {
    expect(aggregate('median', 9, 1, 10)).toBe(9)
  })

  test('of equal magnitudes maxabs takes the first', () => {
    expect([aggregate('maxabs', -2, 2), aggregate('maxabs', 2, -2)]).toEqual([-2, 2])
  })

  test.each(AGGREGATIONS)('%s of nothing is 0', (name) => {
    expect(aggregate(name)).toBe(0)
  })

  test('no product overflows', () => {
    expect(aggregate('product', 1e60, 1e60, -1e60, 1e200)).toBe(-1e60)
  })
})
