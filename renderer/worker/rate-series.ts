// How fast this worker has been lately, as a line. Pure.

export interface RateSample {
  readonly atMs: number
  readonly rate: number
}

/** As far back as the line shows. */
export const SHOWN_MS = 120_000
/** Samples closer than this are one. */
const APART_MS = 900

/** With a sample more, and without those of long ago. */
export function withRate(samples: readonly RateSample[], sample: RateSample): readonly RateSample[] {
  const recent = samples.filter(({ atMs }) => atMs >= sample.atMs - SHOWN_MS)
  const last = recent.at(-1)
  const isSame = last !== undefined && sample.atMs - last.atMs < APART_MS
  return isSame ? [...recent.slice(0, -1), { ...sample, atMs: last.atMs }] : [...recent, sample]
}

/** Path of the line in a box of `width` by `height`, its right edge being now; empty for fewer than two samples. */
export function ratePath(samples: readonly RateSample[], width: number, height: number): string {
  const last = samples.at(-1)
  if (last === undefined || samples.length < 2) return ''
  const most = Math.max(1, ...samples.map(({ rate }) => rate))
  const points = samples.map(({ atMs, rate }) => {
    const x = width * (1 - (last.atMs - atMs) / SHOWN_MS)
    const y = height * (1 - rate / most)
    return `${x.toFixed(1)} ${y.toFixed(1)}`
  })
  return `M${points.join('L')}`
}
