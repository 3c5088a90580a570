import { blake3 } from '@noble/hashes/blake3.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atan, atan2, cos, exp, expm1, log, pow, sin, tanh } from '../../core/base/portable-math.ts'
import { Random } from '../../core/base/random.ts'

/** Distance in units in the last place of `wanted`; 0 when both are the same special value. */
function ulps(got: number, wanted: number): number {
  if (Object.is(got, wanted) || (got === 0 && wanted === 0)) return 0
  if (!Number.isFinite(wanted) || !Number.isFinite(got)) return Number.POSITIVE_INFINITY
  const magnitude = Math.max(Math.abs(wanted), 2 ** -1022)
  return Math.abs(got - wanted) / 2 ** (Math.floor(Math.log2(magnitude)) - 52)
}

/** By name, as the linter would have the operator, whose bits may be others still. */
const platformPow = Math.pow

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0)

/** Worst distance of `portable` from `platform` over `count` draws. */
function worst(
  portable: (x: number) => number,
  platform: (x: number) => number,
  draw: (random: Random) => number,
  count = 200_000,
): number {
  const random = Random.fromSeed(1)
  let most = 0
  for (let i = 0; i < count; i++) {
    const x = draw(random)
    most = Math.max(most, ulps(portable(x), platform(x)))
  }
  return most
}

/** The platform's own tanh is up to 2 ulp off: this one loses less. */
function preciseTanh(x: number): number {
  const t = Math.expm1(2 * Math.abs(x))
  return Math.abs(x) > 22 ? Math.sign(x) : (Math.sign(x) * t) / (t + 2)
}

const between = (low: number, high: number) => (random: Random) => random.nextBetween(low, high)
/** Every exponent as likely as any other. */
const anyMagnitude =
  (low: number, high: number, signed = true) =>
  (random: Random) =>
    (signed && random.nextChance(0.5) ? -1 : 1) * 2 ** random.nextBetween(low, high)

describe("at most 2 units in the last place of the platform's own", () => {
  test.each<[string, (x: number) => number, (x: number) => number, (random: Random) => number]>([
    ['exp where sigmoids are', exp, Math.exp, between(-30, 30)],
    ['exp over its whole range', exp, Math.exp, between(-746, 710)],
    ['exp near 0', exp, Math.exp, anyMagnitude(-60, 1)],
    ['expm1', expm1, Math.expm1, between(-5, 5)],
    ['expm1 near 0', expm1, Math.expm1, anyMagnitude(-60, 9)],
    ['tanh', tanh, preciseTanh, between(-5, 5)],
    ['tanh near 0 and far away', tanh, preciseTanh, anyMagnitude(-60, 6)],
    ['log', log, Math.log, between(0, 10)],
    ['log over its whole range', log, Math.log, anyMagnitude(-1074, 1023, false)],
    ['sin', sin, Math.sin, between(-100, 100)],
    ['sin of small and large angles', sin, Math.sin, anyMagnitude(-60, 19)],
    ['cos', cos, Math.cos, between(-100, 100)],
    ['cos of small and large angles', cos, Math.cos, anyMagnitude(-60, 19)],
    ['atan', atan, Math.atan, between(-5, 5)],
    ['atan over its whole range', atan, Math.atan, anyMagnitude(-1074, 1023)],
    ['square root by pow', (x) => pow(x, 0.5), Math.sqrt, anyMagnitude(-1074, 1023, false)],
    ['cube by pow', (x) => pow(x, 3), (x) => platformPow(x, 3), anyMagnitude(-300, 300)],
    ['a high power', (x) => pow(x, 1000), (x) => platformPow(x, 1000), between(0.5, 2)],
    ['powers of e', (x) => pow(Math.E, x), (x) => platformPow(Math.E, x), between(-740, 709)],
  ])('%s', (_name, portable, platform, draw) => {
    expect(worst(portable, platform, draw)).toBeLessThanOrEqual(2)
  })

  test('atan2 all around, near and far', () => {
    const random = Random.fromSeed(3)
    const draw = anyMagnitude(-40, 40)
    let most = 0
    for (let i = 0; i < 200_000; i++) {
      const [y, x] = [draw(random), draw(random)]
      most = Math.max(most, ulps(atan2(y, x), Math.atan2(y, x)))
    }
    expect(most).toBeLessThanOrEqual(2)
  })

  test('pow of any base and exponent', () => {
    const random = Random.fromSeed(2)
    let most = 0
    for (let i = 0; i < 200_000; i++) {
      const x = 2 ** random.nextBetween(-40, 40)
      const y = random.nextBetween(-25, 25)
      most = Math.max(most, ulps(pow(x, y), platformPow(x, y)))
    }
    expect(most).toBeLessThanOrEqual(2)
  })
})

describe('special values', () => {
  const special = fc.constantFrom(
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    2,
    3,
    -3,
    Infinity,
    -Infinity,
    Number.NaN,
    2 ** 60,
    5e-324,
  )

  test.each([
    ['exp', exp, Math.exp],
    ['expm1', expm1, Math.expm1],
    ['tanh', tanh, Math.tanh],
    ['log', log, Math.log],
  ] as const)('%s treats them as the platform does', (_name, portable, platform) => {
    fc.assert(fc.property(special, (x) => ulps(portable(x), platform(x)) < 2))
  })

  test('pow treats them as the platform does', () => {
    fc.assert(
      fc.property(special, special, (x, y) => ulps(pow(x, y), platformPow(x, y)) < 2),
      { numRuns: 1000 },
    )
  })

  test('atan2 treats them as the platform does, signs of zeros included', () => {
    fc.assert(
      fc.property(special, special, (y, x) => {
        expect(ulps(atan2(y, x), Math.atan2(y, x))).toBeLessThan(2)
        expect(isNegative(atan2(y, x))).toBe(isNegative(Math.atan2(y, x)))
      }),
      { numRuns: 1000 },
    )
    expect([atan(-0), atan(Infinity), atan(Number.NaN)]).toEqual([-0, Math.PI / 2, Number.NaN])
  })

  test('negative zero goes through tanh, sin and expm1', () => {
    expect([tanh(-0), sin(-0), expm1(-0)]).toEqual([-0, -0, -0])
  })

  test('sine and cosine of what is no angle are NaN', () => {
    expect([sin(Infinity), cos(-Infinity), sin(Number.NaN)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })
})

test('the bits of a million results are those of every other machine', () => {
  const random = Random.fromSeed(42)
  const hash = blake3.create({ dkLen: 16 })
  const results = new Float64Array(7)
  const bytes = new Uint8Array(results.buffer)
  for (let i = 0; i < 150_000; i++) {
    const small = random.nextBetween(-20, 20)
    const wide = random.nextBetween(-700, 700)
    const positive = Math.abs(wide) + 1e-9
    const power = pow(positive, small)
    results.set([exp(small), tanh(small / 4), sin(wide), cos(wide), log(positive), power, expm1(small / 8)])
    hash.update(bytes)
  }
  expect(bytesToHex(hash.digest())).toBe('5cc626d48ef067561c8f6c2b7251c5d0')
})

test('the bits of arc tangents too', () => {
  const random = Random.fromSeed(43)
  const hash = blake3.create({ dkLen: 16 })
  for (let i = 0; i < 100_000; i++) {
    const [y, x] = [random.nextBetween(-3, 3), random.nextBetween(-3, 3)]
    hash.update(new Uint8Array(Float64Array.of(atan(y), atan2(y, x)).buffer))
  }
  expect(bytesToHex(hash.digest())).toBe('cf623731be51962794452a797a467633')
})
