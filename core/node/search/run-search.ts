// Carries a search out: rung by rung, all trials of a rung with all their seeds, several runs at a time where several hosts
// do them. In which order they end changes nothing.
import type { Goal } from '../../neat/score.ts'
import { type Rung, rungsOf, type Search } from './plan.ts'
import { ranked, type Trial, type TrialRun } from './rank.ts'
import type { Point } from './space.ts'

/** One run of a trial. */
export interface Job {
  readonly trial: number
  readonly point: Point
  readonly seed: number
  readonly generations: number
}

export interface SearchPort {
  /** One after the other carries runs out: null when it was stopped. */
  readonly workers: readonly ((job: Job) => Promise<TrialRun | null>)[]
  readonly onRun: (job: Job, run: TrialRun, done: number, all: number) => void
  /** After every rung, with all trials so far. */
  readonly onRung: (trials: readonly Trial[]) => Promise<void>
}

/** All trials; null when it was stopped before it was done. */
export async function runSearch(
  search: Search,
  points: readonly Point[],
  goal: Goal,
  port: SearchPort,
): Promise<readonly Trial[] | null> {
  let trials: readonly Trial[] = points.map((point, number) => ({ number, point, runs: [] }))
  let still = trials
  const rungs = rungsOf(search, trials.length)
  const total = runsIn(rungs, trials.length, search)
  let done = 0
  for (const { generations, keep } of rungs) {
    const jobs = still.flatMap(({ number, point }) =>
      Array.from({ length: search.seeds.count }, (_, at) => ({
        ...{ trial: number, point, seed: search.seeds.first + at, generations },
      })),
    )
    const results = await allOf(jobs, port, (job, run) => port.onRun(job, run, ++done, total))
    if (results === null) return null
    const went = still.map((trial, at) => {
      const from = at * search.seeds.count
      return { ...trial, runs: results.slice(from, from + search.seeds.count) }
    })
    const byNumber = new Map(went.map((trial) => [trial.number, trial]))
    trials = trials.map((trial) => byNumber.get(trial.number) ?? trial)
    await port.onRung(trials)
    still = ranked(went, goal)
      .slice(0, keep)
      .toSorted((a, b) => a.number - b.number)
  }
  return trials
}

function runsIn(rungs: readonly Rung[], trials: number, { seeds }: Search): number {
  const counts = rungs.map((_, at) => (at === 0 ? trials : (rungs[at - 1]?.keep ?? 0)))
  return counts.reduce((sum, count) => sum + count * seeds.count, 0)
}

/** In the order of jobs. */
async function allOf(
  jobs: readonly Job[],
  { workers }: SearchPort,
  onRun: (job: Job, run: TrialRun) => void,
): Promise<readonly TrialRun[] | null> {
  const results: TrialRun[] = []
  let next = 0
  let isStopped = false
  await Promise.all(
    workers.map(async (work) => {
      for (let at = next++; at < jobs.length && !isStopped; at = next++) {
        const job = jobs[at]
        if (job === undefined) return
        const run = await work(job)
        if (run === null) isStopped = true
        else {
          results[at] = run
          onRun(job, run)
        }
      }
    }),
  )
  return isStopped ? null : results
}
