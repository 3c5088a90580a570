// The best fitness of a saved run by generation, small enough to be laid over another run's curve.
export interface RunCurve {
  /** Of the run's folder. */
  readonly name: string
  readonly problem: string
  readonly seed: number
  /** Generations with the best fitness up to them, in order; the last generation is always there. */
  readonly points: readonly (readonly [generation: number, best: number])[]
}

/** Points that a curve has at most, about. */
const MOST_POINTS = 300

/** The best so far after each generation, where it changes and evenly between. */
export function curveOf(
  bests: ArrayLike<number>,
  goal: 'maximise' | 'minimise',
  most = MOST_POINTS,
): RunCurve['points'] {
  const every = Math.max(1, Math.ceil(bests.length / most))
  const points: [number, number][] = []
  let best = Number.NaN
  for (let generation = 0; generation < bests.length; generation++) {
    const value = bests[generation] as number
    if (Number.isNaN(best) || (goal === 'maximise' ? value > best : value < best)) best = value
    if (generation % every === 0 || generation === bests.length - 1) points.push([generation, best])
  }
  return points
}
