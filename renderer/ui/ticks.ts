// Round numbers for an axis.

/** Up to about `count` round numbers within low..high, evenly apart; whole ones only when `isWhole`. */
export function roundTicks(low: number, high: number, count: number, isWhole = false): number[] {
  if (!(high > low)) return [low]
  const step = roundStep((high - low) / count, isWhole)
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  // Multiplied out from whole numbers: adding up the step would add up its rounding error.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
}

/** The smallest of 1, 2, 5 times a power of ten that is at least `least`. */
function roundStep(least: number, isWhole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10) * power
  return isWhole ? Math.max(1, step) : step
}

/** The low and high end of an axis around values, with `share` of their distance as room on both sides. */
export function paddedRange(values: Iterable<number>, share: number): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return [0, 1]
  const room = high > low ? (high - low) * share : Math.max(1, Math.abs(high)) * share
  return [low - room, high + room]
}
