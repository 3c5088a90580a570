// Whether a generation solved the problem: by fitness, or by the problem's own trial of the generation's champion where
// the field measures success otherwise.

import { toNetworkSpec } from '../neat/network-of.ts'
import { type BestGenome, bestSoFar, type Population } from '../neat/population.ts'
import { championIndex, isBetter } from '../neat/score.ts'
import { compileNetwork } from '../network/compile.ts'
import type { Problem } from '../problems/problem.ts'
import type { RunConfig } from './run-config.ts'

export interface Verdict {
  readonly solved: boolean
  /** The genome that solved it, or the best so far. */
  readonly best: BestGenome
  /** Measured by the trial; empty without one. */
  readonly trial: Readonly<Record<string, number>>
}

export function judge(
  problem: Problem,
  config: RunConfig,
  population: Population,
  fitness: Float64Array,
): Verdict {
  const { goal } = config.neat.selection
  const best = bestSoFar(population, fitness, goal)
  if (problem.tryChampion === undefined) {
    return { solved: !isBetter(problem.solvedAt, best.fitness, goal), best, trial: {} }
  }
  const index = championIndex(fitness, goal)
  const champion = population.genomes[index]
  const score = fitness[index]
  if (champion === undefined || score === undefined) return { solved: false, best, trial: {} }
  const network = compileNetwork(toNetworkSpec(champion, config.neat.network.kind))
  const { solved: isSolution, metrics } = problem.tryChampion(network)
  const asked = Object.entries(config.trialAtLeast)
  const solved =
    isSolution && asked.every(([name, least]) => (metrics[name] ?? Number.NEGATIVE_INFINITY) >= least)
  if (!solved) return { solved, best, trial: metrics }
  return {
    solved,
    best: { genome: champion, fitness: score, generation: population.generation },
    trial: metrics,
  }
}
