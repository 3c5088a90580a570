// Genomes and populations for the tests of NEAT: made by its own operators from the first genome, so that every one is
// reachable.

import { issuesText } from '../../core/base/config-issue.ts'
import { genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import { runToEnd } from '../../core/base/steps.ts'
import { type NeatConfig, type NeatConfigInput, parseNeatConfig } from '../../core/neat/config.ts'
import { GenomeDraft } from '../../core/neat/draft.ts'
import { firstGenomes, type NetworkShape } from '../../core/neat/first-genomes.ts'
import type { Genome } from '../../core/neat/genome.ts'
import { InnovationRegistry, Innovations } from '../../core/neat/innovations.ts'
import { mutate } from '../../core/neat/mutate/mutate.ts'
import { createPopulation, nextGeneration, type Population } from '../../core/neat/population.ts'

export const SHAPE: NetworkShape = { inputs: 3, outputs: 2 }

/** Rates at which genomes grow fast, so that few steps reach every operator. */
export const LIVELY: NeatConfigInput = {
  structure: { addConnectionRate: 0.5, addNodeRate: 0.4, toggleRate: 0.3, activationRate: 0.3 },
}

export function configOf(input: NeatConfigInput = {}): NeatConfig {
  const parsed = parseNeatConfig(input)
  if (!parsed.ok) throw new RangeError(issuesText(parsed.issues))
  return parsed.value
}

export function emptyRegistry(shape: NetworkShape = SHAPE): InnovationRegistry {
  return new InnovationRegistry(Innovations.none(shape.inputs + shape.outputs))
}

/** The first genomes of a population. */
export function beginners(
  config: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
): readonly Genome[] {
  return runToEnd(firstGenomes(config, SHAPE, registry, random))
}

export function draftOf(genome: Genome): GenomeDraft {
  const draft = new GenomeDraft(genome.inputCount, genome.outputCount)
  draft.copyFrom(genome)
  return draft
}

/** `genome` after `steps` rounds of all mutations. */
export function mutated(
  genome: Genome,
  steps: number,
  config: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
): Genome {
  const draft = draftOf(genome)
  for (let step = 0; step < steps; step++) mutate(draft, config, registry, random)
  return draft.finish(genomeId(genome.id + 1))
}

/** Two relatives that grew apart from one beginner, and what they were bred with. */
export function relatives(seed: number, input: NeatConfigInput = LIVELY) {
  const config = configOf({ populationSize: 2, ...input })
  const random = Random.fromSeed(seed)
  const registry = emptyRegistry()
  const [first, second] = beginners(config, registry, random)
  if (first === undefined || second === undefined) throw new RangeError('there are two beginners')
  const common = mutated(first, 6, config, registry, random)
  return {
    config,
    random,
    registry,
    stranger: second,
    a: mutated(common, 5, config, registry, random),
    b: mutated(common, 5, config, registry, random),
  }
}

/** Fitness that has nothing to do with the genomes. */
export function randomFitness(population: Population, random: Random): Float64Array {
  return Float64Array.from(population.genomes, () => random.nextBetween(-5, 5))
}

/** A population after some generations of random fitness, with the fitness of the last. */
export function agedPopulation(seed: number, generations: number, config: NeatConfig) {
  const random = Random.fromSeed(seed + 1)
  let population = createPopulation(config, SHAPE, seed)
  for (let g = 0; g < generations; g++) {
    population = nextGeneration(population, randomFitness(population, random), config)
  }
  return { population, fitness: randomFitness(population, random), random }
}
