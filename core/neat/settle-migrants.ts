// Genomes of other islands among a generation that is bred but not evaluated yet. They are judged here like everybody
// else: what fitness they had at home counts nothing.
import { type GenomeId, genomeId } from '../base/ids.ts'
import type { Steps } from '../base/steps.ts'
import type { NeatConfig } from './config.ts'
import type { Genome } from './genome.ts'
import { InnovationRegistry } from './innovations.ts'
import { emigrant, immigrant, type Migrant, type MigrantGenome } from './migrant.ts'
import { divide, type Population } from './population.ts'
import { type Goal, isBetter } from './score.ts'

/**
 * `population` with the migrants in it, in their order. Each takes the place of the last child of the species that has most
 * children then; champions and elites, whose numbers are below `firstChild`, keep theirs, and so does the last child of all.
 * Migrants beyond that find no place.
 */
export function* settleMigrants(
  population: Population,
  firstChild: GenomeId,
  migrants: readonly Migrant[],
  { speciation }: NeatConfig,
): Steps<Population> {
  const places = placesFor(population, firstChild, migrants.length)
  // Whatever the scope of innovations is: what arises again elsewhere is the same.
  const registry = new InnovationRegistry(population.innovations, 'run')
  const genomes = [...population.genomes]
  let nextId: number = population.nextGenomeId
  for (const [index, place] of places.entries()) {
    genomes[place] = immigrant(migrants[index] as Migrant, registry, population.shape, nextId++)
  }
  const { generation, nextSpeciesId, compatibilityThreshold } = population
  const divided = yield* divide(
    genomes,
    population.species,
    compatibilityThreshold,
    { generation, nextSpeciesId },
    speciation,
  )
  return { ...population, ...divided, genomes, innovations: registry.close(), nextGenomeId: genomeId(nextId) }
}

/** Indices of the children that make room, one per migrant as far as there are some. */
function placesFor(
  { species, genomes }: Population,
  firstChild: GenomeId,
  wanted: number,
): readonly number[] {
  const children = species.map(({ members }) =>
    members.filter((member) => (genomes[member] as Genome).id >= firstChild).sort((a, b) => a - b),
  )
  const places: number[] = []
  while (places.length < wanted && places.length + 1 < genomes.length) {
    const largest = children.reduce((most, own) => (own.length > most.length ? own : most), [] as number[])
    const place = largest.pop()
    if (place === undefined) break
    places.push(place)
  }
  return places
}

/** The best genome of each of the best species, at most `count`, best first: what an island sends. */
export function champions(
  { genomes, species, innovations }: Population,
  fitness: Float64Array,
  goal: Goal,
  count: number,
): readonly MigrantGenome[] {
  const better = (a: number, b: number) => isBetter(fitness[a] as number, fitness[b] as number, goal)
  const best = species.map(({ members }) =>
    members.reduce((first, member) => (better(member, first) ? member : first), members[0] as number),
  )
  const ranked = best.sort((a, b) => (better(a, b) ? -1 : better(b, a) ? 1 : a - b))
  return ranked.slice(0, count).map((index) => emigrant(genomes[index] as Genome, innovations))
}
