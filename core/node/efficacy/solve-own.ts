// Many seeds of somebody's own problem: its code runs in processes by itself, one per run that is under way.
import type { AbortSignalLike } from '../../base/abort.ts'
import type { Problem } from '../../problems/problem.ts'
import type { RunConfig } from '../../run/run-config.ts'
import type { Log } from '../cluster/log.ts'
import { DEFAULT_CLUSTER } from '../cluster-settings.ts'
import { ThreadEvaluator } from '../threads/thread-evaluator.ts'
import { type Solution, solve } from './solve.ts'
import type { SeedRange } from './solve-seeds.ts'

export interface OwnSeeds {
  readonly problem: Problem
  readonly config: RunConfig
  readonly seeds: SeedRange
  readonly processes: number
  readonly signal: AbortSignalLike
  readonly log: Log
}

/** In order of seeds, whatever the order of arrival; `onSolution` hears of each as it comes. */
export async function solveOwnSeeds(
  { problem, config, seeds, processes, signal, log }: OwnSeeds,
  onSolution: (solution: Solution) => void,
): Promise<readonly Solution[]> {
  const solutions: Solution[] = []
  let next = seeds.first
  const end = seeds.first + seeds.count
  const work = async () => {
    const evaluator = new ThreadEvaluator({ ...DEFAULT_CLUSTER, problem, slots: 1, log })
    try {
      while (next < end) {
        const solution = await solve(problem, { ...config, seed: next++ }, { evaluator, signal })
        solutions.push(solution)
        onSolution(solution)
      }
    } finally {
      await evaluator.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(processes, seeds.count) }, work))
  return solutions.toSorted((a, b) => a.seed - b.seed)
}
