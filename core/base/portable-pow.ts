// x^y from + − × ÷ and bit access only: the same bits on every runtime, which the engines' own pow has not.
// Algorithm and coefficients: FreeBSD msun / fdlibm e_pow.c (Sun Microsystems 2004).

const float = new Float64Array(1)
const words = new Uint32Array(float.buffer)
float[0] = 1
// The high word comes second where the machine is little-endian.
const HIGH = words[1] === 0x3ff00000 ? 1 : 0
const LOW = 1 - HIGH

function highWord(x: number): number {
  float[0] = x
  return words[HIGH] as number
}

/** x without its lower 32 bits. */
function truncated(x: number): number {
  float[0] = x
  words[LOW] = 0
  return float[0] as number
}

/** x with another high word. */
function withHighWord(x: number, high: number): number {
  float[0] = x
  words[HIGH] = high
  return float[0] as number
}

/** x^y within 1 ulp, with the special cases of IEEE 754 that Math.pow shares (1^±∞ and (−1)^±∞ are NaN). */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  const magnitude = Math.abs(x)
  if (Math.abs(y) === Number.POSITIVE_INFINITY) {
    if (magnitude === 1) return Number.NaN
    return magnitude > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0
  }
  const whole = Math.floor(y) === y
  const odd = whole && Math.abs(y) < 9007199254740992 && Math.abs(y % 2) === 1
  const negative = x < 0 || (x === 0 && 1 / x < 0)
  const sign = negative && odd ? -1 : 1
  if (magnitude === 0 || magnitude === Number.POSITIVE_INFINITY) {
    return sign * ((magnitude === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY)
  }
  if (x < 0 && !whole) return Number.NaN
  if (magnitude === 1) return sign
  return sign * positivePower(magnitude, y)
}

/** For 0 < x < ∞ other than 1 and finite y other than 0. */
function positivePower(x: number, y: number): number {
  // Beyond 2^64 every x but 1 overflows or vanishes.
  if (Math.abs(y) > 18446744073709552000) return x > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0
  const near = Math.abs(x - 1) < 9.5367431640625e-7
  const [high, low] = near ? log2NearOne(x) : log2InTwoParts(x)
  const yHigh = truncated(y)
  return exp2OfTwoParts(yHigh * high, (y - yHigh) * high + y * low)
}

const INVERSE_LN2 = Math.LOG2E
const INVERSE_LN2_HIGH = 1.4426950216293335
const INVERSE_LN2_LOW = 1.9259629911266175e-8

/** log2 x by x − x²/2 + x³/3 − x⁴/4, where |1 − x| < 2^−20. */
function log2NearOne(x: number): readonly [number, number] {
  const t = x - 1
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25))
  const u = INVERSE_LN2_HIGH * t
  const v = t * INVERSE_LN2_LOW - w * INVERSE_LN2
  const high = truncated(u + v)
  return [high, v - (high - u)]
}

const CP = 0.9617966939259756 // 2/(3 ln 2)
const CP_HIGH = 0.9617967009544373
const CP_LOW = -7.028461650952758e-9
const LOG2_1_5_HIGH = 0.5849624872207642
const LOG2_1_5_LOW = 1.350039202129749e-8

/** log2 x as a sum whose first part has 21 significant bits. */
function log2InTwoParts(x: number): readonly [number, number] {
  let exponent = 0
  let ax = x
  if (x < 2.2250738585072014e-308) {
    ax = x * 9007199254740992
    exponent = -53
  }
  const bits = highWord(ax)
  const mantissa = bits & 0x000fffff
  exponent += (bits >>> 20) - 0x3ff
  // Which of 1, 1.5 and 2 the mantissa is nearest to.
  const upper = mantissa > 0x3988e && mantissa < 0xbb67a ? 1 : 0
  const wraps = mantissa >= 0xbb67a ? 1 : 0
  exponent += wraps
  const normal = (mantissa | 0x3ff00000) - wraps * 0x00100000
  ax = withHighWord(ax, normal)
  const point = upper === 1 ? 1.5 : 1
  const u = ax - point
  const v = 1 / (ax + point)
  const ss = u * v
  const sHigh = truncated(ss)
  const tHigh = withHighWord(0, ((normal >> 1) | 0x20000000) + 0x00080000 + (upper << 18))
  const tLow = ax - (tHigh - point)
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow)
  const product = timesSeries(ss, sHigh, sLow)
  const zHigh = CP_HIGH * product.high
  const zLow = CP_LOW * product.high + product.low * CP + (upper === 1 ? LOG2_1_5_LOW : 0)
  const pointHigh = upper === 1 ? LOG2_1_5_HIGH : 0
  const high = truncated(zHigh + zLow + pointHigh + exponent)
  return [high, zLow - (high - exponent - pointHigh - zHigh)]
}

/** s·(3 + s² + …): the logarithm's series in two parts. */
function timesSeries(ss: number, sHigh: number, sLow: number): { high: number; low: number } {
  const s2 = ss * ss
  const tail =
    0.5999999999999946 +
    s2 *
      (0.4285714285785502 +
        s2 *
          (0.33333332981837743 +
            s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842))))
  const r = s2 * s2 * tail + sLow * (sHigh + ss)
  const square = sHigh * sHigh
  const tHigh = truncated(3 + square + r)
  const tLow = r - (tHigh - 3 - square)
  const u = sHigh * tHigh
  const v = sLow * tHigh + tLow * ss
  const high = truncated(u + v)
  return { high, low: v - (high - u) }
}

const LN2 = Math.LN2
const LN2_HIGH = 0.6931471824645996
const LN2_LOW = -1.904654299957768e-9

/** 2^(high + low). */
function exp2OfTwoParts(high: number, low: number): number {
  const z = low + high
  if (z >= 1024) {
    // 2^1024 less half an ulp still rounds down to the largest double.
    if (z > 1024 || low + 8.008566259537294e-17 > z - high) return Number.POSITIVE_INFINITY
  }
  if (z <= -1075) {
    if (z < -1075 || low <= z - high) return 0
  }
  const n = Math.abs(z) > 0.5 ? Math.floor(z + 0.5) : 0
  const rest = high - n
  const t = truncated(low + rest)
  const u = t * LN2_HIGH
  const v = (low - (t - rest)) * LN2 + t * LN2_LOW
  const w = u + v
  const wLow = v - (w - u)
  const square = w * w
  const p =
    w -
    square *
      (0.16666666666666602 +
        square *
          (-0.0027777777777015593 +
            square *
              (0.00006613756321437934 +
                square * (-0.0000016533902205465252 + square * 4.1381367970572385e-8))))
  const r = (w * p) / (p - 2) - (wLow + w * wLow)
  return timesPowerOfTwo(1 - (r - w), n)
}

/** In two factors, as 2^−1074 and 2^1024 are beyond the normal doubles; only the second may round. */
function timesPowerOfTwo(x: number, n: number): number {
  const half = Math.floor(n / 2)
  return x * withHighWord(0, (half + 1023) * 0x00100000) * withHighWord(0, (n - half + 1023) * 0x00100000)
}
