// The best genome of a run as it is shown and saved.

import { enabledConnectionCount, hiddenNodeCount } from '../neat/genome.ts'
import { genomeToJson } from '../neat/genome-codec.ts'
import type { BestGenome } from '../neat/population.ts'
import { genomeHash } from '../neat/population-hash.ts'
import type { GenerationOutcome } from '../run/evolve.ts'
import type { RunConfig } from '../run/run-config.ts'
import type { EndReason } from '../run/run-controller.ts'
import type { ChampionView, RunResult } from './views.ts'

export function championOf(best: BestGenome, config: RunConfig): ChampionView {
  return {
    generation: best.generation,
    fitness: best.fitness,
    hash: genomeHash(best.genome),
    genome: genomeToJson(best.genome, config.neat.network.kind),
  }
}

/** What a run came to; `last` is its last whole generation. */
export function resultOf(
  reason: EndReason,
  last: Pick<GenerationOutcome, 'snapshot' | 'best' | 'evaluations'> | null,
): RunResult {
  const nothing = {
    bestFitness: null,
    hiddenNodes: 0,
    enabledConnections: 0,
    populationHash: null,
    championHash: null,
  }
  if (last === null) return { solved: false, reason, generations: 0, evaluations: 0, ...nothing }
  const { genome, fitness } = last.best
  return {
    solved: reason === 'solved',
    reason,
    generations: last.snapshot.generation + 1,
    evaluations: last.evaluations,
    bestFitness: fitness,
    hiddenNodes: hiddenNodeCount(genome),
    enabledConnections: enabledConnectionCount(genome),
    populationHash: last.snapshot.populationHash,
    championHash: genomeHash(genome),
  }
}
