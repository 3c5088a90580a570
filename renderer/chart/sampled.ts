// Ten thousand generations as a few hundred points, none of which hides a peak.
import type { Column } from './history-fold.ts'
import type { CurvePoint } from './paths.ts'
import type { Span } from './range.ts'

/** Points of a curve that people can tell apart. */
export const MAX_POINTS = 300

/** Indices shown of the span: ends of equal stretches, aligned so that they stay the same while a run goes on. */
export function stretches({ from, to }: Span, length: number, limit = MAX_POINTS): readonly Span[] {
  const first = Math.max(0, Math.floor(from))
  const last = Math.min(length - 1, Math.ceil(to))
  if (last < first) return []
  const size = Math.max(1, Math.ceil((last - first + 1) / limit))
  const aligned = first - (first % size)
  const result: Span[] = []
  for (let at = aligned; at <= last; at += size) {
    result.push({ from: Math.max(first, at), to: Math.min(last, at + size - 1) })
  }
  return result
}

/** The last value of every stretch. */
export function lastOfEach(column: Column, parts: readonly Span[]): readonly CurvePoint[] {
  return parts.map(({ to }) => ({ generation: to, value: column.at(to) }))
}

/** The mean of `window` generations that end with each stretch: what smoothing shows. */
export function meanOfEach(column: Column, parts: readonly Span[], window: number): readonly CurvePoint[] {
  if (window <= 1) return lastOfEach(column, parts)
  return parts.map(({ to }) => {
    let sum = 0
    let count = 0
    for (let index = Math.max(0, to - window + 1); index <= to; index++) {
      const value = column.at(index)
      if (!Number.isFinite(value)) continue
      sum += value
      count++
    }
    return { generation: to, value: count === 0 ? Number.NaN : sum / count }
  })
}

/** The lowest and the highest of every stretch, in the order in which they came: an envelope with every peak. */
export function extremesOfEach(column: Column, parts: readonly Span[]): readonly CurvePoint[] {
  return parts.flatMap(({ from, to }) => {
    let low = from
    let high = from
    for (let index = from; index <= to; index++) {
      if (column.at(index) < column.at(low)) low = index
      if (column.at(index) > column.at(high)) high = index
    }
    const ends = low === high ? [low] : low < high ? [low, high] : [high, low]
    return ends.map((index) => ({ generation: index, value: column.at(index) }))
  })
}
