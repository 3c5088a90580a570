// From the history to the points of the fitness curve.
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import { buckets } from '../ui/sample.ts'
import { paddedRange } from '../ui/ticks.ts'

export interface FitnessPoint {
  readonly generation: number
  /** Best fitness of the run up to here. */
  readonly best: number
  /** Best fitness of this generation. */
  readonly champion: number
  readonly mean: number
  /** Lower and upper quartile. */
  readonly middle: readonly [number, number]
}

/** Points that a chart can tell apart. */
export const MAX_POINTS = 300

/** At most about `limit` points; of generations drawn as one, the best champion and the last of the rest. */
export function fitnessSeries(
  history: readonly GenerationSnapshot[],
  limit = MAX_POINTS,
): readonly FitnessPoint[] {
  let best = Number.NEGATIVE_INFINITY
  return buckets(history, limit).flatMap((bucket) => {
    const last = bucket.at(-1)
    if (last === undefined) return []
    const champion = bucket.reduce(
      (high, snapshot) => Math.max(high, snapshot.best),
      Number.NEGATIVE_INFINITY,
    )
    best = Math.max(best, champion)
    const [lower, , upper] = last.quartiles
    return [{ generation: last.generation, best, champion, mean: last.mean, middle: [lower, upper] as const }]
  })
}

/** Ends of the fitness axis: everything that is drawn, the solved line included. */
export function fitnessRange(
  points: readonly FitnessPoint[],
  solvedAt: number | null,
): readonly [number, number] {
  const values = points.flatMap(({ best, champion, mean, middle }) => [best, champion, mean, ...middle])
  return paddedRange(solvedAt === null ? values : [...values, solvedAt], 0.06)
}
