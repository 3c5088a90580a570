// Evolution without generations: one child at a time takes the place of the worst (rtNEAT; Stanley, Bryant & Miikkulainen
// 2005, "Real-time neuroevolution in the NERO video game"). A value goes in, a value comes out: the order of calls alone
// decides.
import { genomeId } from '../base/ids.ts'
import { invariant } from '../base/invariant.ts'
import { Random } from '../base/random.ts'
import { runToEnd } from '../base/steps.ts'
import type { NeatConfig } from './config.ts'
import { isCompatible } from './distance.ts'
import type { GenomeDraft } from './draft.ts'
import type { Genome } from './genome.ts'
import { InnovationRegistry } from './innovations.ts'
import { adaptedThreshold, divide, type Population } from './population.ts'
import { bestFirst, breedChild, survivors } from './reproduce.ts'
import { isBetter, scoresOf } from './score.ts'
import { founded } from './speciate.ts'
import type { Species } from './species.ts'
import { dropStagnant, recordScores } from './stagnation.ts'

export interface SteadyPopulation {
  readonly population: Population
  /** Of the population's genomes, finite, in genome order. */
  readonly fitness: Float64Array
  /** Children that took their places so far. */
  readonly births: number
}

export interface Birth {
  readonly steady: SteadyPopulation
  /** Not yet a member: it has to be evaluated first. */
  readonly child: Genome
}

/**
 * A child of one species, drawn in proportion to the mean score of its members above the worst of all. It is made in
 * `draft`, which serves the whole run.
 */
export function conceive(steady: SteadyPopulation, config: NeatConfig, draft: GenomeDraft): Birth {
  const { population, fitness } = steady
  const random = Random.fromState(population.random)
  const registry = new InnovationRegistry(population.innovations, config.structure.innovations)
  const scores = scoresOf(fitness, config.selection.goal)
  const breeding = dropStagnant(population.species, scores, population.generation, config.selection)
  const pedigree = { genomes: population.genomes, scores, config, registry, random }
  const pools = {
    count: breeding.length,
    at: (index: number) => survivors(bestFirst(breeding[index] as Species, pedigree), config),
  }
  const parents = breedChild(draft, pools.at(drawSpecies(breeding, scores, random)), pools, pedigree)
  const child = draft.finish(population.nextGenomeId, parents)
  const nextGenomeId = genomeId(population.nextGenomeId + 1)
  const after = { ...population, innovations: registry.close(), random: random.state(), nextGenomeId }
  return { steady: { ...steady, population: after }, child }
}

/**
 * The population with `child` in the place of the genome whose shared score is worst. Species that stagnate make room
 * first, since they have no children to be replaced by; the best of all is safe.
 */
export function admit(
  steady: SteadyPopulation,
  child: Genome,
  childFitness: number,
  config: NeatConfig,
): SteadyPopulation {
  const { goal } = config.selection
  const { population } = steady
  const place = worstShared(population, scoresOf(steady.fitness, goal), config)
  const genomes = population.genomes.with(place, child)
  const fitness = steady.fitness.with(place, childFitness)
  const births = steady.births + 1
  const generation = Math.floor(births / genomes.length)
  const best =
    population.best === null || isBetter(childFitness, population.best.fitness, goal)
      ? { genome: child, fitness: childFitness, generation }
      : population.best
  const rehoused = rehouse({ ...population, genomes, generation, best }, place, child, config)
  const scores = scoresOf(fitness, goal)
  const species = recordScores(rehoused.species, scores, generation, config.selection)
  const after = { population: { ...rehoused, species }, fitness, births }
  return births % config.steadyState.adjustEvery === 0 ? divideAnew(after, config) : after
}

/** Index of a species, by roulette over the mean scores above the worst; alike where all are worst. */
function drawSpecies(species: readonly Species[], scores: Float64Array, random: Random): number {
  const worst = scores.reduce((low, score) => Math.min(low, score), Number.POSITIVE_INFINITY)
  const means = species.map(({ members }) =>
    members.reduce((sum, member) => sum + ((scores[member] ?? worst) / 4 - worst / 4) / members.length, 0),
  )
  const total = means.reduce((sum, mean) => sum + mean, 0)
  if (!(total > 0)) return random.nextInt(species.length)
  let left = random.nextFloat() * total
  const drawn = means.findIndex((mean) => {
    left -= mean
    return left < 0
  })
  return drawn < 0 ? species.length - 1 : drawn
}

/** Index of the least score above the worst, shared within the species; never the best genome, nor a young one. */
function worstShared(
  population: Population,
  scores: Float64Array,
  { selection, steadyState }: NeatConfig,
): number {
  const { genomes, species, best, generation } = population
  const breeding = new Set(dropStagnant(species, scores, generation, selection))
  // Numbers count conceptions, so the latest are the young; they would never live to have children otherwise.
  const youngFrom = population.nextGenomeId - steadyState.protectedShare * genomes.length
  const worst = scores.reduce((low, score) => Math.min(low, score), Number.POSITIVE_INFINITY)
  let place = -1
  let least = Number.POSITIVE_INFINITY
  for (const kind of species) {
    for (const member of kind.members) {
      const above = (scores[member] ?? worst) / 4 - worst / 4
      const shared = breeding.has(kind) ? above / kind.members.length : -1 / (1 + above)
      const isWorse = shared < least || (shared === least && member < place)
      const id = genomes[member]?.id ?? 0
      if (!isWorse || id === best?.genome.id || id >= youngFrom) continue
      least = shared
      place = member
    }
  }
  // All are young, or the best: the first of the others.
  if (place < 0) place = genomes.findIndex(({ id }) => id !== best?.genome.id)
  invariant(place >= 0, 'a population of one genome has no place for a child')
  return place
}

/** Takes `place` out of its species and puts the child there into the first that is near enough, or a new one. */
function rehouse(population: Population, place: number, child: Genome, config: NeatConfig): Population {
  const left = population.species
    .map((species) => ({ ...species, members: species.members.filter((member) => member !== place) }))
    .filter(({ members }) => members.length > 0)
  const { compatibilityThreshold: threshold, generation, nextSpeciesId } = population
  const home = left.findIndex(({ representative }) =>
    isCompatible(child, representative, config.speciation, threshold),
  )
  const { maxSpecies } = config.speciation
  const joined = home < 0 && left.length >= maxSpecies ? left.length - 1 : home
  if (joined < 0) {
    const species = [...left, { ...founded(child, nextSpeciesId, generation), members: [place] }]
    return { ...population, species, nextSpeciesId: (nextSpeciesId + 1) as typeof nextSpeciesId }
  }
  const species = left.map((kind, index) =>
    index === joined ? { ...kind, members: [...kind.members, place].sort((a, b) => a - b) } : kind,
  )
  return { ...population, species }
}

/** Threshold and species anew, around a random member of each species. */
function divideAnew(steady: SteadyPopulation, config: NeatConfig): SteadyPopulation {
  const { population } = steady
  const random = Random.fromState(population.random)
  const threshold = adaptedThreshold(population, config)
  const earlier = population.species.map((species) => {
    const member = species.members[random.nextInt(species.members.length)] ?? 0
    return { ...species, representative: population.genomes[member] ?? species.representative }
  })
  const born = { generation: population.generation, nextSpeciesId: population.nextSpeciesId }
  const divided = runToEnd(divide(population.genomes, earlier, threshold, born, config.speciation))
  const after = { ...population, ...divided, compatibilityThreshold: threshold, random: random.state() }
  return { ...steady, population: after }
}
