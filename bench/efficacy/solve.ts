// One run of one seed until it is solved or its generations are done: the serial evaluator, no machine but this thread.
import { Cancellation } from '../../core/base/abort.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { enabledConnectionCount, hiddenNodeCount } from '../../core/neat/genome.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { evolve } from '../../core/run/evolve.ts'
import { evolveSteadily } from '../../core/run/evolve-steadily.ts'
import type { RunConfig } from '../../core/run/run-config.ts'

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

export async function solve(problem: Problem, config: RunConfig): Promise<Solution> {
  const evaluator = new SerialEvaluator(problem)
  const signal = new Cancellation().signal
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
