// exp, log, tanh, sin, cos, atan2, pow and friends from + − × ÷ √ and bit access only, so that every runtime computes the
// same bits; engines differ in theirs. Algorithms and coefficients: FreeBSD msun / fdlibm (Sun Microsystems 1993).
// Array reads here are in range by construction, hence the casts from `number | undefined`.
import { expm1 } from './portable-exp.ts'

export { atan, atan2 } from './portable-atan.ts'
export { exp, expm1 } from './portable-exp.ts'
export { pow } from './portable-pow.ts'

export const TAU = 6.283185307179586
export const PI = Math.PI

const LN2_HI = 0.6931471803691238
const LN2_LO = 1.9082149292705877e-10

const float = new Float64Array(1)
const words = new Uint32Array(float.buffer)
// The high word comes second where the machine is little-endian.
float[0] = 1
const HIGH = words[1] === 0x3ff00000 ? 1 : 0

/** Hyperbolic tangent, within 2.5 ulp (after fdlibm s_tanh.c, with the exponent's positive side throughout). */
export function tanh(x: number): number {
  const magnitude = Math.abs(x)
  if (Number.isNaN(x)) return x
  if (magnitude >= 22) return x < 0 ? -1 : 1
  if (magnitude < 2.7755575615628914e-17) return x
  const t = expm1(2 * magnitude)
  const result = magnitude >= 1 ? 1 - 2 / (t + 2) : t / (t + 2)
  return x < 0 ? -result : result
}

/** Natural logarithm; within 1 ulp (fdlibm e_log.c). NaN below 0, −∞ at 0. */
export function log(x: number): number {
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x
  if (x < 0) return Number.NaN
  if (x === 0) return Number.NEGATIVE_INFINITY
  let k = 0
  float[0] = x
  if ((words[HIGH] as number) < 0x00100000) {
    float[0] = x * 18014398509481984
    k = -54
  }
  const bits = words[HIGH] as number
  const mantissa = bits & 0x000fffff
  const carry = (mantissa + 0x95f64) & 0x100000
  k += (bits >>> 20) - 1023 + (carry >>> 20)
  words[HIGH] = mantissa | (carry ^ 0x3ff00000)
  const f = (float[0] as number) - 1
  if (f === 0) return k === 0 ? 0 : k * LN2_HI + k * LN2_LO
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const t1 = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const t2 =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  const r = t1 + t2
  const half = 0.5 * f * f
  return k * LN2_HI - (half - (s * (half + r) + k * LN2_LO) - f)
}

const PIO2_1 = 1.5707963267341256
const PIO2_1T = 6.077100506506192e-11
const PIO2_2 = 6.077100506303966e-11
const PIO2_2T = 2.0222662487959506e-21
const PIO2_3 = 2.0222662487111665e-21
const PIO2_3T = 8.4784276603689e-32
const INV_PIO2 = 0.6366197723675814

function kernelSin(x: number, tail: number): number {
  const z = x * x
  const v = z * x
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)))
  return x - (z * (0.5 * tail - v * r) - tail - v * -0.16666666666666632)
}

function kernelCos(x: number, tail: number): number {
  const z = x * x
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (0.00002480158728947673 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))))
  const half = 0.5 * z
  const w = 1 - half
  return w + (1 - w - half + (z * r - x * tail))
}

/**
 * Quadrant and remainder of x over π/2 by Cody & Waite's three-part π/2 (fdlibm e_rem_pio2.c, medium case).
 * Beyond |x| = 2^20·π/2 the remainder loses bits, deterministically: no angle in the rooms is that large.
 */
function reduce(x: number): { quadrant: number; high: number; tail: number } {
  const n = Math.floor(x * INV_PIO2 + 0.5)
  let r = x - n * PIO2_1
  let w = n * PIO2_1T
  let high = r - w
  if (Math.abs(high) < Math.abs(x) * 1.1641532182693481e-10) {
    const before = r
    w = n * PIO2_2
    r = before - w
    w = n * PIO2_2T - (before - r - w)
    high = r - w
    if (Math.abs(high) < Math.abs(x) * 3.469446951953614e-18) {
      const again = r
      w = n * PIO2_3
      r = again - w
      w = n * PIO2_3T - (again - r - w)
      high = r - w
    }
  }
  return { quadrant: ((n % 4) + 4) % 4, high, tail: r - high - w }
}

/** Sine of an angle in radians (fdlibm s_sin.c). */
export function sin(x: number): number {
  if (Math.abs(x) <= 0.7853981633974483) return Math.abs(x) < 1e-8 ? x : kernelSin(x, 0)
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN
  const { quadrant, high, tail } = reduce(x)
  const value = quadrant % 2 === 0 ? kernelSin(high, tail) : kernelCos(high, tail)
  return quadrant < 2 ? value : -value
}

/** Cosine of an angle in radians (fdlibm s_cos.c). */
export function cos(x: number): number {
  if (Math.abs(x) <= 0.7853981633974483) return kernelCos(x, 0)
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN
  const { quadrant, high, tail } = reduce(x)
  const value = quadrant % 2 === 0 ? kernelCos(high, tail) : kernelSin(high, tail)
  return quadrant === 0 || quadrant === 3 ? value : -value
}
