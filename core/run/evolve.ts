// The run loop over the evaluator port: evaluate, look, breed. Who pulls the next generation decides about pausing,
// stepping and saving; the loop knows none of them.
import type { AbortSignalLike } from '../base/abort.ts'
import type { GenomeId } from '../base/ids.ts'
import { invariant } from '../base/invariant.ts'
import { evaluationSeed } from '../base/seed.ts'
import type { BatchEvaluator, Evaluation, EvaluationBatch } from '../evaluate/batch.ts'
import { toNetworkSpec } from '../neat/network-of.ts'
import {
  type BestGenome,
  bestSoFar,
  createPopulation,
  nextGeneration,
  type Population,
} from '../neat/population.ts'
import type { Problem } from '../problems/problem.ts'
import type { RunConfig } from './run-config.ts'
import type { GenerationSnapshot } from './snapshot.ts'
import { takeSnapshot } from './take-snapshot.ts'

/** A generation whose genomes have their fitness: what a run goes on from. */
export interface EvaluatedGeneration {
  readonly population: Population
  /** In genome order, finite. */
  readonly fitness: Float64Array
  /** Evaluations of the run so far, this generation's included. */
  readonly evaluations: number
}

export interface FailedGenome {
  readonly genomeId: GenomeId
  readonly reason: string
}

export interface GenerationOutcome extends EvaluatedGeneration {
  readonly snapshot: GenerationSnapshot
  /** Best genome of the run so far. */
  readonly best: BestGenome
  readonly failed: readonly FailedGenome[]
}

export interface Evolution {
  readonly config: RunConfig
  readonly problem: Problem
  readonly evaluator: BatchEvaluator
  /** Generation to go on from; null to begin. */
  readonly resumeFrom: EvaluatedGeneration | null
  readonly signal: AbortSignalLike
}

/**
 * Generations without end: the caller stops pulling. An aborted signal makes the pull reject with EvaluationAborted;
 * nothing of the generation in progress is kept then.
 */
export async function* evolve(evolution: Evolution): AsyncGenerator<GenerationOutcome, never> {
  const { config, problem, resumeFrom } = evolution
  const shape = { inputs: problem.inputs.length, outputs: problem.outputs.length }
  let evaluations = resumeFrom?.evaluations ?? 0
  let population =
    resumeFrom === null
      ? createPopulation(config.neat, shape, config.seed)
      : nextGeneration(resumeFrom.population, resumeFrom.fitness, config.neat)
  for (;;) {
    const outcome = await evaluateGeneration(population, evaluations, evolution)
    evaluations = outcome.evaluations
    yield outcome
    population = nextGeneration(population, outcome.fitness, config.neat)
  }
}

async function evaluateGeneration(
  population: Population,
  evaluationsBefore: number,
  { config, problem, evaluator, signal }: Evolution,
): Promise<GenerationOutcome> {
  const batch = batchOf(population, config)
  const results = await evaluator.evaluate(batch, signal)
  const { fitness, failed } = mergeFitness(population, results, problem)
  const evaluations = evaluationsBefore + results.length
  const best = bestSoFar(population, fitness)
  const snapshot = takeSnapshot({ population, fitness, evaluations, failures: failed.length })
  return { population, fitness, evaluations, snapshot, best, failed }
}

/** All genomes of a generation with their networks and seeds, in genome order. */
export function batchOf(population: Population, config: RunConfig): EvaluationBatch {
  const { generation, genomes } = population
  return {
    generation,
    items: genomes.map((genome) => ({
      genomeId: genome.id,
      seed: evaluationSeed(config.seed, generation, genome.id),
      network: toNetworkSpec(genome, config.neat.network.kind),
    })),
  }
}

/** Fitness in genome order; a genome whose evaluation failed gets the problem's worst. */
function mergeFitness(
  population: Population,
  results: readonly Evaluation[],
  problem: Problem,
): { fitness: Float64Array; failed: readonly FailedGenome[] } {
  const fitness = new Float64Array(population.genomes.length)
  const failed: FailedGenome[] = []
  population.genomes.forEach((genome, index) => {
    const result = results[index]
    invariant(result?.genomeId === genome.id, `the evaluator gave no result for genome ${genome.id}`)
    if (result.kind === 'scored') {
      invariant(Number.isFinite(result.fitness), `the fitness of genome ${genome.id} is not finite`)
      fitness[index] = result.fitness + 0 // never −0, which JSON would not keep
    } else {
      fitness[index] = problem.worstFitness
      failed.push({ genomeId: result.genomeId, reason: result.reason })
    }
  })
  return { fitness, failed }
}
