// One run of one seed until it is solved or its generations are done.
import { type AbortSignalLike, Cancellation } from '../../base/abort.ts'
import type { BatchEvaluator } from '../../evaluate/batch.ts'
import { SerialEvaluator } from '../../evaluate/serial.ts'
import { enabledConnectionCount, hiddenNodeCount } from '../../neat/genome.ts'
import type { Problem } from '../../problems/problem.ts'
import { evolve } from '../../run/evolve.ts'
import { evolveSteadily } from '../../run/evolve-steadily.ts'
import type { RunConfig } from '../../run/run-config.ts'

export interface Solution {
  readonly seed: number
  readonly solved: boolean
  /** Generations evaluated, the first population's included. */
  readonly generations: number
  readonly evaluations: number
  readonly bestFitness: number
  /** Of the genome that solved it, or of the best one. */
  readonly hiddenNodes: number
  readonly enabledConnections: number
  /** What the problem's own trial of champions measured last. */
  readonly metrics: Readonly<Record<string, number>>
}

/** How a run is carried out. */
export interface Solving {
  /** The serial one where absent. */
  readonly evaluator?: BatchEvaluator
  readonly signal?: AbortSignalLike
}

/** Rejects with EvaluationAborted once the signal is aborted. */
export async function solve(
  problem: Problem,
  config: RunConfig,
  { evaluator = new SerialEvaluator(problem), signal = new Cancellation().signal }: Solving = {},
): Promise<Solution> {
  const evolution = { config, problem, evaluator, resumeFrom: null, signal, inFlight: () => 1 }
  const outcomes = config.mode === 'generational' ? evolve(evolution) : evolveSteadily(evolution)
  for await (const outcome of outcomes) {
    const { solved, best, trial } = outcome
    const { generation, evaluations } = outcome.snapshot
    if (!solved && generation + 1 < config.generations) continue
    return {
      seed: config.seed,
      solved,
      generations: generation + 1,
      evaluations,
      bestFitness: best.fitness,
      hiddenNodes: hiddenNodeCount(best.genome),
      enabledConnections: enabledConnectionCount(best.genome),
      metrics: trial,
    }
  }
  throw new RangeError('the evolution ended by itself')
}
