// Children of chosen parents without species' quotas: how MAP-Elites breeds. Each child has a parent drawn from all, and
// a second one as often as crossover asks for.
import { type GenomeId, genomeId } from '../base/ids.ts'
import { Random } from '../base/random.ts'
import type { Steps } from '../base/steps.ts'
import { settingsInPhase } from './complexity.ts'
import type { NeatConfig } from './config.ts'
import { crossover } from './crossover.ts'
import { GenomeDraft } from './draft.ts'
import type { Genome } from './genome.ts'
import { InnovationRegistry } from './innovations.ts'
import { mutate } from './mutate/mutate.ts'
import { bestSoFar, type Population, succeed } from './population.ts'
import { isBetter } from './score.ts'

export interface Parent {
  readonly genome: Genome
  readonly fitness: number
}

/** Children between two pauses. */
const CHILDREN_PER_STEP = 500

/** The generation after `population`, bred from `parents` (at least one); species are told apart, but share nothing. */
export function* breedElites(
  population: Population,
  fitness: Float64Array,
  settings: NeatConfig,
  parents: readonly Parent[],
): Steps<Population> {
  const config = settingsInPhase(settings, population.complexity)
  const random = Random.fromState(population.random)
  const registry = new InnovationRegistry(population.innovations, config.structure.innovations)
  const draft = new GenomeDraft(population.shape.inputs, population.shape.outputs)
  const genomes: Genome[] = []
  while (genomes.length < config.populationSize) {
    const parentIds = conceive(draft, parents, config, random)
    draft.inherited()
    mutate(draft, config, registry, random)
    genomes.push(draft.finish(genomeId(population.nextGenomeId + genomes.length), parentIds))
    if (genomes.length % CHILDREN_PER_STEP === 0) yield
  }
  const nextGenomeId = genomeId(population.nextGenomeId + genomes.length)
  const best = bestSoFar(population, fitness, config.selection.goal)
  const succession = { earlier: population.species, random, registry, best, progress: null }
  return yield* succeed(population, { genomes, nextGenomeId }, settings, succession)
}

/** Fills the draft with a copy of one parent, or the child of two; returns who they are. */
function conceive(
  draft: GenomeDraft,
  parents: readonly Parent[],
  config: NeatConfig,
  random: Random,
): readonly GenomeId[] {
  const first = parents[random.nextInt(parents.length)] as Parent
  if (!random.nextChance(config.crossover.rate)) {
    draft.copyFrom(first.genome)
    return [first.genome.id]
  }
  const second = parents[random.nextInt(parents.length)] as Parent
  const isSecondFitter = isBetter(second.fitness, first.fitness, config.selection.goal)
  const [fitter, other] = isSecondFitter ? [second, first] : [first, second]
  crossover(draft, fitter.genome, other.genome, config.crossover, random)
  return [fitter.genome.id, other.genome.id]
}
