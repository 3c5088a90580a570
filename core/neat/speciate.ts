// Division of a new generation into species: each genome joins the first species whose representative is near enough,
// or founds one (Stanley & Miikkulainen 2002, §3.3). The threshold may follow a target number of species.
import { type SpeciesId, speciesId } from '../base/ids.ts'
import { log } from '../base/portable-math.ts'
import type { Steps } from '../base/steps.ts'
import type { NeatConfig } from './config.ts'
import { distanceUpTo, isCompatible } from './distance.ts'
import type { Genome } from './genome.ts'
import type { Species } from './species.ts'

/** Numbers of the species that are founded. */
export interface Founding {
  readonly generation: number
  readonly nextSpeciesId: SpeciesId
}

export interface Speciation {
  /** A partition of the genomes, in order of id; none is empty. */
  readonly species: readonly Species[]
  readonly nextSpeciesId: SpeciesId
}

interface Growing {
  readonly species: Omit<Species, 'members'>
  readonly members: number[]
}

/** Genomes between two pauses. */
const GENOMES_PER_STEP = 500

/** `earlier` gives the representatives; those that nobody joins are gone. */
export function* speciate(
  genomes: readonly Genome[],
  earlier: readonly Species[],
  threshold: number,
  born: Founding,
  settings: NeatConfig['speciation'],
): Steps<Speciation> {
  const growing: Growing[] = earlier.map((species) => ({ species, members: [] }))
  let nextId = born.nextSpeciesId
  for (const [index, genome] of genomes.entries()) {
    const home =
      homeOf(genome, growing, threshold, settings) ??
      (growing.length >= settings.maxSpecies ? nearest(genome, growing, settings) : undefined)
    if (home !== undefined) home.members.push(index)
    else {
      growing.push({ species: founded(genome, nextId, born.generation), members: [index] })
      nextId = speciesId(nextId + 1)
    }
    if ((index + 1) % GENOMES_PER_STEP === 0) yield
  }
  const species = growing
    .filter(({ members }) => members.length > 0)
    .map(({ species: kept, members }) => ({ ...kept, members }))
  return { species, nextSpeciesId: nextId }
}

/** The first species whose representative is near enough. */
function homeOf(
  genome: Genome,
  growing: readonly Growing[],
  threshold: number,
  settings: NeatConfig['speciation'],
): Growing | undefined {
  for (const candidate of growing) {
    if (isCompatible(genome, candidate.species.representative, settings, threshold)) return candidate
  }
  return undefined
}

/** Without a bound, a threshold that fell too low would found a species for almost every genome of a large population. */
function nearest(
  genome: Genome,
  growing: readonly Growing[],
  settings: NeatConfig['speciation'],
): Growing | undefined {
  let home = growing[0]
  let least = Number.POSITIVE_INFINITY
  for (const candidate of growing) {
    const distance = distanceUpTo(genome, candidate.species.representative, settings, least)
    if (distance < least) {
      home = candidate
      least = distance
    }
  }
  return home
}

/** The record of a new species. */
export function founded(representative: Genome, id: SpeciesId, generation: number): Omit<Species, 'members'> {
  return {
    id,
    representative,
    born: generation,
    bestScore: Number.NEGATIVE_INFINITY,
    improvedAt: generation,
  }
}

/**
 * The threshold for the next generation: towards the target number of species by a step for every doubling that the
 * count is away from it, so that large populations don't live with hundreds of species until small steps catch up.
 */
export function adaptThreshold(threshold: number, count: number, settings: NeatConfig['speciation']): number {
  if (!settings.adaptive) return threshold
  const doublings = log(count / settings.targetSpecies) / Math.LN2
  return Math.max(settings.minThreshold, threshold + settings.thresholdStep * doublings)
}
