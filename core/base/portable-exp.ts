// e^x, the heart of every sigmoid, from + − × and table look-ups only: the same bits on every runtime.
// Table-driven, without division: P. T. P. Tang, "Table-driven implementation of the exponential function in IEEE
// floating-point arithmetic", ACM TOMS 15(2), 1989. Array reads are in range by construction, hence the casts.

/** 32 / ln 2. */
const INVERSE_STEP = 46.16624130844683
/** ln 2 / 32 in two parts; the first has 36 significant bits, so that its product with a whole number is exact. */
const STEP_HIGH = 0.021660849392446835
const STEP_LOW = 5.145609244655338e-14

/** 2^(j/32) for j in 0..31 as the nearest double and what it lacks. Read only. */
export const EXP_TABLE: Readonly<Float64Array> = Float64Array.of(
  1.0,
  0.0,
  1.0218971486541166,
  5.109225028973444e-17,
  1.0442737824274138,
  8.551889705537965e-17,
  1.0671404006768237,
  -7.899853966841582e-17,
  1.0905077326652577,
  -3.046782079812471e-17,
  1.1143867425958924,
  1.0410278456845571e-16,
  1.1387886347566916,
  8.912812676025408e-17,
  1.1637248587775775,
  3.8292048369240935e-17,
  1.189207115002721,
  3.982015231465646e-17,
  1.215247359980469,
  -7.712630692681488e-17,
  1.241857812073484,
  4.658027591836937e-17,
  1.2690509571917332,
  2.667932131342186e-18,
  1.2968395546510096,
  2.5382502794888315e-17,
  1.3252366431597413,
  -2.8587312100388614e-17,
  1.3542555469368927,
  7.70094837980299e-17,
  1.383909881963832,
  -6.770511658794786e-17,
  Math.SQRT2,
  -9.667293313452913e-17,
  1.4451808069770467,
  -3.0237581349939873e-17,
  1.4768261459394993,
  -3.483994556892796e-17,
  1.5091644275934228,
  -1.016455327754295e-16,
  1.5422108254079407,
  7.949834809697621e-17,
  1.5759808451078865,
  -1.0136916471278304e-17,
  1.6104903319492543,
  2.4707192569797888e-17,
  1.645755478153965,
  -1.0125679913674773e-16,
  1.681792830507429,
  8.199010020581497e-17,
  1.718619298122478,
  -1.851380418263111e-17,
  1.7562521603732995,
  2.960140695448873e-17,
  1.7947090750031072,
  1.8227458427912087e-17,
  1.8340080864093424,
  3.283107224245627e-17,
  1.8741676341103,
  -6.122763413004143e-17,
  1.9152065613971474,
  -1.0619946056195963e-16,
  1.9571441241754002,
  8.960767791036668e-17,
)

/** 2^−1074 … 2^1023. */
const POWERS_OF_TWO = Float64Array.from({ length: 1074 + 1024 }, (_, index) => powerOfTwo(index - 1074))

function powerOfTwo(exponent: number): number {
  let result = 1
  const factor = exponent < 0 ? 0.5 : 2
  for (let left = Math.abs(exponent); left > 0; left--) result *= factor
  return result
}

/** e^x within 0.6 ulp; subnormal results within 1 ulp. */
export function exp(x: number): number {
  // Written so that NaN goes the slow way too.
  if (!(x < 708 && x > -708)) return expAtTheEnds(x)
  // x = (32·m + j)·ln 2/32 + r with |r| ≤ ln 2/64, hence e^x = 2^m · 2^(j/32) · e^r.
  const steps = Math.floor(x * INVERSE_STEP + 0.5)
  return scaled(x, steps) * (POWERS_OF_TWO[(steps >> 5) + 1074] as number)
}

/** 2^(j/32) · e^r. */
function scaled(x: number, steps: number): number {
  const at = (steps & 31) << 1
  const root = EXP_TABLE[at] as number
  return root + ((EXP_TABLE[at + 1] as number) + root * remainder(x - steps * STEP_HIGH - steps * STEP_LOW))
}

/** e^r − 1 for |r| ≤ ln 2/64: Tang's polynomial. */
function remainder(r: number): number {
  const square = r * r
  const high = 0.04166666666622608 + r * 0.008333367984342196 + square * 0.001388894908637772
  return r + square * (0.5 + r * 0.16666666666526087 + square * high)
}

/** Where the result overflows, is subnormal or vanishes, and where x is no number. */
function expAtTheEnds(x: number): number {
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY
  if (x < -745.1332191019411) return 0
  if (Number.isNaN(x)) return x
  const steps = Math.floor(x * INVERSE_STEP + 0.5)
  const half = steps >> 6
  const rest = (steps >> 5) - half
  // Two factors, as 2^1024 is no double and 2^−1075 neither.
  return scaled(x, steps) * (POWERS_OF_TWO[half + 1074] as number) * (POWERS_OF_TWO[rest + 1074] as number)
}

/** e^x − 1 within 1 ulp, for small x too. */
export function expm1(x: number): number {
  if (Math.abs(x) < 0.34657359027997264) return expm1OfSmall(x)
  if (!(x < 708)) return exp(x)
  if (x < -40) return -1
  const steps = Math.floor(x * INVERSE_STEP + 0.5)
  const at = (steps & 31) << 1
  const root = EXP_TABLE[at] as number
  const power = POWERS_OF_TWO[(steps >> 5) + 1074] as number
  const rest = remainder(x - steps * STEP_HIGH - steps * STEP_LOW)
  // The 1 is taken from the table's value, where that loses little, before the small rest is added.
  return power * root - 1 + power * ((EXP_TABLE[at + 1] as number) + root * rest)
}

/** For |x| < ½ ln 2: fdlibm s_expm1.c (Sun Microsystems 1993). */
function expm1OfSmall(x: number): number {
  if (x === 0) return x
  const half = 0.5 * x
  const h = x * half
  const r1 =
    1 +
    h *
      (-0.03333333333333313 +
        h *
          (0.0015873015872548146 +
            h * (-0.0000793650757867488 + h * (0.000004008217827329362 + h * -2.0109921818362437e-7))))
  const t = 3 - r1 * half
  const e = h * ((r1 - t) / (6 - x * t))
  return x - (x * e - h)
}
