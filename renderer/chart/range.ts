// Which generations the charts show: all, however many there get to be, or a stretch that somebody chose.

export interface Span {
  readonly from: number
  readonly to: number
}

/** null: all. */
export type ChosenSpan = Span | null

/** Fewer generations than these are not zoomed to. */
const LEAST = 4

/** What is shown of `all`. */
export function shownSpan(chosen: ChosenSpan, all: Span): Span {
  if (chosen === null) return all
  const width = Math.min(chosen.to - chosen.from, all.to - all.from)
  const from = Math.max(all.from, Math.min(chosen.from, all.to - width))
  return { from, to: from + width }
}

/** `factor` above 1 shows less, around `at`; null once everything is shown. */
export function zoomed(chosen: ChosenSpan, all: Span, factor: number, at?: number): ChosenSpan {
  const shown = shownSpan(chosen, all)
  const centre = at ?? (shown.from + shown.to) / 2
  const width = Math.max(Math.min(LEAST, all.to - all.from), (shown.to - shown.from) / factor)
  if (width >= all.to - all.from) return null
  const share = (centre - shown.from) / Math.max(1e-9, shown.to - shown.from)
  return within({ from: centre - share * width, to: centre + (1 - share) * width }, all)
}

/** Moved by a share of what is shown. */
export function moved(chosen: ChosenSpan, all: Span, share: number): ChosenSpan {
  if (chosen === null) return null
  const { from, to } = shownSpan(chosen, all)
  const by = share * (to - from)
  return within({ from: from + by, to: to + by }, all)
}

/** From two ends in any order; null where that is everything, or hardly anything. */
export function spanBetween(a: number, b: number, all: Span): ChosenSpan {
  const from = Math.max(all.from, Math.min(a, b))
  const to = Math.min(all.to, Math.max(a, b))
  if (to - from < 1 || (from <= all.from && to >= all.to)) return null
  const missing = Math.max(0, Math.min(LEAST, all.to - all.from) - (to - from))
  return within({ from: from - missing / 2, to: to + missing / 2 }, all)
}

/** As wide, but inside; in whole generations. */
function within({ from, to }: Span, all: Span): Span {
  const width = Math.min(Math.round(to - from), all.to - all.from)
  const first = Math.round(Math.max(all.from, Math.min(from, all.to - width)))
  return { from: first, to: Math.min(all.to, first + width) }
}

/** Where the axis ends: ahead of the newest generation by less than a point's width, so that it moves now and then only. */
export function steadyEnd(last: number, first: number, points: number): number {
  const step = Math.max(1, Math.ceil((last - first) / points))
  return Math.max(first + 1, first + Math.ceil((last - first) / step) * step)
}
