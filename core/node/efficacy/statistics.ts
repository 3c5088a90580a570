// Summaries of small samples: mean with a bootstrap interval, median, worst, and the interval of a share. Pure.
import { Random } from '../../base/random.ts'

export interface Summary {
  readonly mean: number
  /** 95 % interval of the mean, by the percentile bootstrap (Efron 1979). */
  readonly interval: readonly [number, number]
  readonly median: number
  readonly worst: number
}

const RESAMPLES = 2000
const SEED = 1

/** Null where there is nothing to summarise. The worst is the largest. */
export function summarise(values: readonly number[]): Summary | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  return {
    mean: meanOf(values),
    interval: bootstrapInterval(values),
    median: quantile(sorted, 0.5),
    worst: sorted.at(-1) ?? Number.NaN,
  }
}

/** 95 % interval of a share of successes (Wilson 1927), which stays within 0..1 for small counts. */
export function shareInterval(successes: number, trials: number): readonly [number, number] {
  if (trials === 0) return [0, 1]
  const z = 1.959964
  const share = successes / trials
  const centre = (share + (z * z) / (2 * trials)) / (1 + (z * z) / trials)
  const half =
    (z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))) / (1 + (z * z) / trials)
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}

function bootstrapInterval(values: readonly number[]): readonly [number, number] {
  const random = Random.fromSeed(SEED)
  const means = Array.from({ length: RESAMPLES }, () =>
    meanOf(values.map(() => values[random.nextInt(values.length)] ?? Number.NaN)),
  )
  const sorted = means.toSorted((a, b) => a - b)
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)]
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Linear interpolation between the two nearest ranks. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low
  return low + (high - low) * (position - below)
}
