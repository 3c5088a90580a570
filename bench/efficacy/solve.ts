// One run of one seed until it is solved or its generations are done: the serial evaluator, no machine but this thread.
import { Cancellation } from '../../core/base/abort.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import type { Genome } from '../../core/neat/genome.ts'
import { enabledConnectionCount, hiddenNodeCount } from '../../core/neat/genome.ts'
import { toNetworkSpec } from '../../core/neat/network-of.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { evolve, type GenerationOutcome } from '../../core/run/evolve.ts'
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
  for await (const outcome of evolve({ config, problem, evaluator, resumeFrom: null, signal })) {
    const { solved, genome, metrics } = verdict(problem, config, outcome)
    const { generation, evaluations } = outcome.snapshot
    if (!solved && generation + 1 < config.generations) continue
    return {
      seed: config.seed,
      solved,
      generations: generation + 1,
      evaluations,
      bestFitness: outcome.best.fitness,
      hiddenNodes: hiddenNodeCount(genome),
      enabledConnections: enabledConnectionCount(genome),
      metrics,
    }
  }
  throw new RangeError('the evolution ended by itself')
}

interface Verdict {
  readonly solved: boolean
  readonly genome: Genome
  readonly metrics: Readonly<Record<string, number>>
}

/** By fitness, or by the problem's own trial of the generation's champion where it has one. */
function verdict(
  problem: Problem,
  config: RunConfig,
  { population, snapshot, best }: GenerationOutcome,
): Verdict {
  if (problem.tryChampion === undefined) {
    return { solved: best.fitness >= problem.solvedAt, genome: best.genome, metrics: {} }
  }
  const champion = population.genomes.find((genome) => genome.id === snapshot.champion.genomeId)
  if (champion === undefined) throw new RangeError('the champion is not in its population')
  const network = compileNetwork(toNetworkSpec(champion, config.neat.network.kind))
  return { ...problem.tryChampion(network), genome: champion }
}
