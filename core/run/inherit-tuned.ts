// Genomes inherit what their networks learnt while they were evaluated, in genome order, whoever evaluated them.
import type { Steps } from '../base/steps.ts'
import type { Evaluation } from '../evaluate/batch.ts'
import { SharedMemory } from '../neat/gene-memory.ts'
import type { Genome } from '../neat/genome.ts'
import type { Population } from '../neat/population.ts'
import { WriteBack } from '../neat/write-back.ts'

/** Genomes between two pauses. */
const GENOMES_PER_STEP = 1000

/** The population with what `results`, one per genome, brought; itself where they brought nothing. */
export function* inheritTuned(population: Population, results: readonly Evaluation[]): Steps<Population> {
  if (!results.some((result) => result.kind === 'scored' && result.tuned !== undefined)) return population
  const writeBack = new WriteBack(new SharedMemory())
  const genomes = population.genomes.slice()
  for (const [index, genome] of population.genomes.entries()) {
    const result = results[index]
    if (result?.genomeId === genome.id) genomes[index] = inheritedGenome(genome, result, writeBack)
    if ((index + 1) % GENOMES_PER_STEP === 0) yield
  }
  return { ...population, genomes }
}

/** The genome with what its own result brought; itself where that is nothing. */
export function inheritedGenome(genome: Genome, result: Evaluation, writeBack = new WriteBack()): Genome {
  return result.kind === 'scored' && result.tuned !== undefined
    ? writeBack.into(genome, result.tuned)
    : genome
}
