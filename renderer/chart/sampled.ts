// Thousands of generations as a few hundred points, none of which hides a peak.
import type { CurvePoint } from './paths.ts'
import type { Span } from './range.ts'
import type { Column, Timeline } from './timeline.ts'

/** Points of a curve that people can tell apart. */
export const MAX_POINTS = 300

/** Values by generation. */
export interface Series {
  readonly time: Timeline
  readonly column: Column
}

/** The last value of every stretch. */
export function lastOfEach({ time, column }: Series, parts: readonly Span[]): readonly CurvePoint[] {
  return parts.map(({ to }) => ({ generation: time.generationAt(to), value: column.at(to) }))
}

/** The mean of the `window` generations that end with each stretch: what smoothing shows. */
export function meanOfEach(series: Series, parts: readonly Span[], window: number): readonly CurvePoint[] {
  if (window <= 1) return lastOfEach(series, parts)
  const { time, column } = series
  return parts.map(({ to }) => {
    const generation = time.generationAt(to)
    let sum = 0
    let count = 0
    for (let index = to; index >= 0 && time.generationAt(index) > generation - window; index--) {
      const value = column.at(index)
      if (!Number.isFinite(value)) continue
      sum += value
      count++
    }
    return { generation, value: count === 0 ? Number.NaN : sum / count }
  })
}

/** The lowest and the highest of every stretch, in the order in which they came: an envelope with every peak. */
export function extremesOfEach({ time, column }: Series, parts: readonly Span[]): readonly CurvePoint[] {
  return parts.flatMap(({ from, to }) => {
    let low = from
    let high = from
    for (let index = from; index <= to; index++) {
      if (column.at(index) < column.at(low)) low = index
      if (column.at(index) > column.at(high)) high = index
    }
    const ends = low === high ? [low] : low < high ? [low, high] : [high, low]
    return ends.map((index) => ({ generation: time.generationAt(index), value: column.at(index) }))
  })
}
