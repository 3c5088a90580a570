// The population as a value, and how one generation follows from another. It refuses to know how fitness came about.
import { type GenomeId, genomeId, type SpeciesId, speciesId } from '../base/ids.ts'
import { invariant } from '../base/invariant.ts'
import { Random, type RandomState } from '../base/random.ts'
import { runToEnd, type Steps } from '../base/steps.ts'
import { apportion } from './apportion.ts'
import { clusterSpecies } from './cluster-species.ts'
import { type Complexity, regulateComplexity, settingsInPhase } from './complexity.ts'
import type { NeatConfig } from './config.ts'
import { firstGenomes, type NetworkShape } from './first-genomes.ts'
import type { Genome } from './genome.ts'
import { InnovationRegistry, Innovations } from './innovations.ts'
import { type Offspring, reproduce } from './reproduce.ts'
import { hasSettled, type Progress, progressAfter } from './restarts.ts'
import { championIndex, type Goal, isBetter, scoresOf } from './score.ts'
import { adaptThreshold, type Founding, type Speciation, speciate } from './speciate.ts'
import type { Species } from './species.ts'

/** The best genome so far. */
export interface BestGenome {
  readonly genome: Genome
  readonly fitness: number
  /** Generation in which it first reached this fitness. */
  readonly generation: number
}

/** One generation and all that the next is bred from: plain values, changed by nobody. */
export interface Population {
  readonly shape: NetworkShape
  /** 0 for the first. */
  readonly generation: number
  readonly genomes: readonly Genome[]
  /** A partition of the genomes; none is empty. */
  readonly species: readonly Species[]
  readonly compatibilityThreshold: number
  readonly innovations: Innovations
  readonly random: RandomState
  readonly nextGenomeId: GenomeId
  readonly nextSpeciesId: SpeciesId
  /** Best genome of the generations before this one, since the last restart; null in the first and after a restart. */
  readonly best: BestGenome | null
  /** Best genome of all before the last restart; null without one. */
  readonly aside: BestGenome | null
  /** Phase of the regulation of complexity; null where there is none. */
  readonly complexity: Complexity | null
  /** What restarts are decided by; null in the first generation, and in the first after a restart. */
  readonly progress: Progress | null
}

/** The first population of a run: minimal genomes, already divided into species. */
export function createPopulation(config: NeatConfig, shape: NetworkShape, seed: number): Population {
  return runToEnd(createInSteps(config, shape, seed))
}

/** {@link createPopulation} with pauses: the same bits. */
export function createInSteps(config: NeatConfig, shape: NetworkShape, seed: number): Steps<Population> {
  const none = Innovations.none(shape.inputs + shape.outputs)
  return begin(config, shape, {
    random: Random.fromSeed(seed),
    registry: new InnovationRegistry(none, config.structure.innovations),
    generation: 0,
    nextGenomeId: genomeId(0),
    nextSpeciesId: speciesId(1),
    aside: null,
  })
}

/** What a beginning goes on from: nothing, or the population before a restart. */
interface Beginning {
  readonly random: Random
  readonly registry: InnovationRegistry
  readonly generation: number
  readonly nextGenomeId: GenomeId
  readonly nextSpeciesId: SpeciesId
  readonly aside: BestGenome | null
}

function* begin(config: NeatConfig, shape: NetworkShape, from: Beginning): Steps<Population> {
  const { random, registry, generation, aside } = from
  const genomes = yield* firstGenomes(config, shape, registry, random, from.nextGenomeId)
  const { threshold } = config.speciation
  const born = { generation, nextSpeciesId: from.nextSpeciesId }
  const { species, nextSpeciesId } = yield* divide(genomes, [], threshold, born, config.speciation)
  return {
    shape,
    generation,
    genomes,
    species,
    compatibilityThreshold: threshold,
    innovations: registry.close(),
    random: random.state(),
    nextGenomeId: genomeId(from.nextGenomeId + genomes.length),
    nextSpeciesId,
    best: null,
    aside,
    complexity: regulateComplexity(null, genomes, generation, config.complexity),
    progress: null,
  }
}

/**
 * The generation after `population`, whose genomes scored `fitness` (finite, in genome order). The size stays; the best
 * genome ever found is always among the result, but where evolution begins anew.
 */
export function nextGeneration(
  population: Population,
  fitness: Float64Array,
  config: NeatConfig,
): Population {
  return runToEnd(breed(population, fitness, config))
}

/**
 * {@link nextGeneration} with pauses: the same bits, in turns of a few milliseconds. `scores` are what selection
 * maximises, where that is something else than fitness.
 */
export function* breed(
  population: Population,
  fitness: Float64Array,
  settings: NeatConfig,
  scores: Float64Array = scoresOf(fitness, settings.selection.goal),
): Steps<Population> {
  const config = settingsInPhase(settings, population.complexity)
  const random = Random.fromState(population.random)
  const registry = new InnovationRegistry(population.innovations, config.structure.innovations)
  const best = bestSinceRestart(population, fitness, config.selection.goal)
  const bestScore = scores.reduce((high, score) => Math.max(high, score), Number.NEGATIVE_INFINITY)
  const progress = progressAfter(population.progress, bestScore, population.generation, config.restarts)
  if (hasSettled(progress, population.generation, config.restarts)) {
    const aside = bestSoFar(population, fitness, config.selection.goal)
    const { nextGenomeId, nextSpeciesId } = population
    const generation = population.generation + 1
    const from = { random, registry, generation, nextGenomeId, nextSpeciesId, aside }
    return yield* begin(settings, population.shape, from)
  }

  const { breeding, quotas } = apportion(population, scores, config, random)
  const offspring = yield* reproduce(breeding, quotas, {
    genomes: population.genomes,
    scores,
    config,
    registry,
    random,
    nextGenomeId: population.nextGenomeId,
    best: best.genome,
  })

  const earlier =
    config.speciation.method === 'k-means'
      ? breeding
      : breeding.map((kind) => withRepresentative(kind, population.genomes, random))
  return yield* succeed(population, offspring, settings, { earlier, random, registry, best, progress })
}

/** What the next generation has besides its genomes. */
interface Succession {
  /** Species that go on where they can. */
  readonly earlier: readonly Species[]
  readonly random: Random
  readonly registry: InnovationRegistry
  readonly best: BestGenome
  readonly progress: Progress | null
}

/** The generation of these children, divided into species. */
export function* succeed(
  population: Population,
  { genomes, nextGenomeId }: Offspring,
  config: NeatConfig,
  { earlier, random, registry, best, progress }: Succession,
): Steps<Population> {
  const generation = population.generation + 1
  const threshold = adaptedThreshold(population, config)
  const born = { generation, nextSpeciesId: population.nextSpeciesId }
  const { species, nextSpeciesId } = yield* divide(genomes, earlier, threshold, born, config.speciation)
  return {
    shape: population.shape,
    generation,
    genomes,
    species,
    compatibilityThreshold: threshold,
    innovations: registry.close(),
    random: random.state(),
    nextGenomeId,
    nextSpeciesId,
    best,
    aside: population.aside,
    progress,
    complexity: regulateComplexity(population.complexity, genomes, generation, config.complexity),
  }
}

/** Compatibility threshold of the generation that follows. */
export function adaptedThreshold(population: Population, { speciation }: NeatConfig): number {
  return adaptThreshold(population.compatibilityThreshold, population.species.length, speciation)
}

/** The genomes divided into species, by the method that the settings name. */
export function divide(
  genomes: readonly Genome[],
  earlier: readonly Species[],
  threshold: number,
  born: Founding,
  settings: NeatConfig['speciation'],
): Steps<Speciation> {
  if (settings.method === 'k-means') return clusterSpecies(genomes, earlier, born, settings)
  return speciate(genomes, earlier, threshold, born, settings)
}

/** Best genome of all generations up to and with this one. */
export function bestSoFar(population: Population, fitness: Float64Array, goal: Goal): BestGenome {
  const best = bestSinceRestart(population, fitness, goal)
  const { aside } = population
  return aside === null || isBetter(best.fitness, aside.fitness, goal) ? best : aside
}

function bestSinceRestart(population: Population, fitness: Float64Array, goal: Goal): BestGenome {
  const index = championIndex(fitness, goal)
  const genome = population.genomes[index]
  const score = fitness[index]
  invariant(genome !== undefined && score !== undefined, 'every genome needs a fitness')
  if (population.best !== null && !isBetter(score, population.best.fitness, goal)) return population.best
  return { genome, fitness: score, generation: population.generation }
}

/** A member of the last generation, drawn at random, represents the species (Stanley & Miikkulainen 2002, §3.3). */
function withRepresentative(species: Species, genomes: readonly Genome[], random: Random): Species {
  const member = species.members[random.nextInt(species.members.length)] ?? 0
  return { ...species, representative: genomes[member] ?? species.representative }
}
