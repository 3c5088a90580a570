// Which settings are the better: more seeds solved, then fewer evaluations until then, then a better fitness.
import type { Goal } from '../../neat/score.ts'
import type { Point } from './space.ts'

/** One run of a trial. */
export interface TrialRun {
  readonly seed: number
  readonly solved: boolean
  readonly generations: number
  readonly evaluations: number
  /** Fitness. */
  readonly best: number
}

export interface Trial {
  /** From 0, in the order in which they were drawn. */
  readonly number: number
  readonly point: Point
  readonly runs: readonly TrialRun[]
}

export interface Score {
  /** Seeds. */
  readonly solved: number
  /** Mean over all runs, solved or not. */
  readonly evaluations: number
  readonly best: number
}

export function scoreOf({ runs }: Trial): Score {
  const mean = (of: (run: TrialRun) => number) => runs.reduce((sum, run) => sum + of(run), 0) / runs.length
  return {
    solved: runs.filter(({ solved }) => solved).length,
    evaluations: mean(({ evaluations }) => evaluations),
    best: mean(({ best }) => best),
  }
}

/** The best first; equal ones in the order in which they were drawn. Trials that went on longer come before the others. */
export function ranked(trials: readonly Trial[], goal: Goal): readonly Trial[] {
  const sign = goal === 'maximise' ? 1 : -1
  const scored = trials.map((trial) => ({ trial, score: scoreOf(trial), length: lengthOf(trial) }))
  return scored
    .toSorted(
      (a, b) =>
        b.score.solved - a.score.solved ||
        (a.score.solved > 0 ? a.score.evaluations - b.score.evaluations : b.length - a.length) ||
        sign * (b.score.best - a.score.best) ||
        a.trial.number - b.trial.number,
    )
    .map(({ trial }) => trial)
}

const lengthOf = ({ runs }: Trial) => Math.max(...runs.map(({ generations }) => generations))
