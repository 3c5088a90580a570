// The angle of a vector from + − × ÷ only: the same bits on every runtime, which the engines' own atan2 has not.
// Algorithms and coefficients: FreeBSD msun / fdlibm s_atan.c and e_atan2.c (Sun Microsystems 1993).

/** Below these |x|, an arc tangent is reduced about 0, ½, 1 and 1½; above, it is that of −1/x. */
const ABOUT_ZERO = 0.4375
const ABOUT_HALF = 0.6875
const ABOUT_ONE = 1.1875
const ABOUT_ONE_AND_HALF = 2.4375

const PI_LOW = 1.2246467991473532e-16

/** x − x³/3 + …, as what is to be taken from x; for |x| < 7/16. */
function shortfall(x: number): number {
  const z = x * x
  const w = z * z
  const odd =
    z *
    (0.3333333333333293 +
      w *
        (0.14285714272503466 +
          w *
            (0.09090887133436507 +
              w * (0.06661073137387531 + w * (0.049768779946159324 + w * 0.016285820115365782)))))
  const even =
    w *
    (-0.19999999999876483 +
      w *
        (-0.11111110405462356 +
          w * (-0.0769187620504483 + w * (-0.058335701337905735 + w * -0.036531572744216916))))
  return x * (odd + even)
}

/** Arc tangent of x ≥ 0. */
function positiveAtan(x: number): number {
  if (x < ABOUT_ZERO) return x - shortfall(x)
  if (x < ABOUT_HALF) {
    const t = (2 * x - 1) / (2 + x)
    return 0.4636476090008061 - (shortfall(t) - 2.2698777452961687e-17 - t)
  }
  if (x < ABOUT_ONE) {
    const t = (x - 1) / (x + 1)
    return 0.7853981633974483 - (shortfall(t) - 3.061616997868383e-17 - t)
  }
  if (x < ABOUT_ONE_AND_HALF) {
    const t = (x - 1.5) / (1 + 1.5 * x)
    return 0.982793723247329 - (shortfall(t) - 1.3903311031230998e-17 - t)
  }
  const t = -1 / x
  return 1.5707963267948966 - (shortfall(t) - 6.123233995736766e-17 - t)
}

/** Arc tangent, within 1 ulp. */
export function atan(x: number): number {
  // Zeros keep their sign and NaN goes through.
  if (x === 0 || Number.isNaN(x)) return x
  return x < 0 ? -positiveAtan(-x) : positiveAtan(x)
}

const isNegative = (x: number): boolean => x < 0 || (x === 0 && 1 / x < 0)

/** Angle of the point (x, y) from the x axis in radians, within 2 ulp; zeros have signs and infinities directions. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  const angle = firstQuadrant(Math.abs(y), Math.abs(x))
  const upper = isNegative(x) ? Math.PI - (angle - PI_LOW) : angle
  return isNegative(y) ? -upper : upper
}

function firstQuadrant(y: number, x: number): number {
  if (y === 0) return 0
  if (x === 0) return Math.PI / 2
  if (y === Number.POSITIVE_INFINITY) return x === y ? Math.PI / 4 : Math.PI / 2
  return positiveAtan(y / x)
}
