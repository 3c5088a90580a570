// The axis of values: straight, or by powers of ten; where values reach zero or below, by powers of ten away from it.
import { paddedRange, roundTicks } from '../ui/ticks.ts'

export interface ValueScale {
  /** From the bottom, 0, to the top, 1. */
  readonly share: (value: number) => number
  readonly valueAt: (share: number) => number
  readonly ticks: readonly number[]
}

export type ScaleKind = 'linear' | 'log'

/** Around `values`, with some room; those that are no numbers don't count. */
export function valueScale(kind: ScaleKind, values: Iterable<number>, ticks = 5): ValueScale {
  const finite = [...values].filter(Number.isFinite)
  if (kind === 'linear' || finite.length === 0) return linear(paddedRange(finite, 0.06), ticks)
  const low = finite.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const high = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const linearBelow = low > 0 ? 0 : Math.max(Math.abs(low), Math.abs(high), 1e-300) / 1000
  return logarithmic(low, high, linearBelow)
}

/** From 0 to `most`. */
export function countScale(most: number, ticks = 4): ValueScale {
  return linear([0, Math.max(1, most)], ticks, true)
}

function linear([low, high]: readonly [number, number], count: number, isWhole = false): ValueScale {
  const width = high - low || 1
  return {
    share: (value) => (value - low) / width,
    valueAt: (share) => low + share * width,
    ticks: roundTicks(low, high, count, isWhole),
  }
}

function logarithmic(low: number, high: number, linearBelow: number): ValueScale {
  const bend = (value: number) =>
    linearBelow === 0 ? Math.log10(value) : Math.sign(value) * Math.log10(1 + Math.abs(value) / linearBelow)
  const unbend = (bent: number) =>
    linearBelow === 0 ? 10 ** bent : Math.sign(bent) * (10 ** Math.abs(bent) - 1) * linearBelow
  const [from, to] = paddedRange([bend(low), bend(high)], 0.06)
  const share = (value: number) =>
    linearBelow === 0 && value <= 0 ? -0.1 : (bend(value) - from) / (to - from)
  return {
    share,
    valueAt: (at) => unbend(from + at * (to - from)),
    ticks: apart(logTicks(unbend(from), unbend(to), linearBelow), share),
  }
}

/** Of ticks that would be written on each other, zero and the larger ones. */
function apart(ticks: readonly number[], share: (value: number) => number): readonly number[] {
  const kept: number[] = []
  const byWeight = ticks.toSorted((a, b) => Number(b === 0) - Number(a === 0) || Math.abs(b) - Math.abs(a))
  for (const tick of byWeight) {
    if (kept.every((other) => Math.abs(share(tick) - share(other)) >= LEAST_APART)) kept.push(tick)
  }
  return kept.sort((a, b) => a - b)
}

const FEWEST_TICKS = 3
/** As shares of the axis: a line of text in a low chart. */
const LEAST_APART = 0.07

/** Powers of ten, with twos and fives between where there are few; at most about eight. */
function logTicks(low: number, high: number, linearBelow: number): readonly number[] {
  const least = linearBelow === 0 ? low : linearBelow
  const first = Math.floor(Math.log10(Math.max(Number.MIN_VALUE, least)))
  const last = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high), Number.MIN_VALUE)))
  const decades = Math.max(1, last - first)
  const every = Math.ceil(decades / 6)
  const powers = Array.from({ length: Math.floor(decades / every) + 1 }, (_, index) => first + index * every)
  const within = (factors: readonly number[]): readonly number[] => {
    const sizes = powers.flatMap((power) =>
      factors.map((factor) => Number((factor * 10 ** power).toPrecision(3))),
    )
    const all = linearBelow === 0 ? sizes : [...sizes.map((size) => -size), 0, ...sizes]
    return all.filter((tick) => tick >= low && tick <= high).sort((a, b) => a - b)
  }
  const whole = decades <= 2 ? [] : within([1])
  if (whole.length >= FEWEST_TICKS) return whole
  const more = within([1, 2, 5])
  // Within less than a power of ten, as on a straight axis.
  return more.length < FEWEST_TICKS ? roundTicks(low, high, 5) : more
}
