// Division of a new generation into species: each genome joins the first species whose representative is near enough,
// or founds one (Stanley & Miikkulainen 2002, §3.3). The threshold may follow a target number of species.
import { type SpeciesId, speciesId } from '../base/ids.ts'
import type { NeatConfig } from './config.ts'
import { compatibilityDistance } from './distance.ts'
import type { Genome } from './genome.ts'
import type { Species } from './species.ts'

export interface Speciation {
  /** A partition of the genomes, in order of id; none is empty. */
  readonly species: readonly Species[]
  readonly nextSpeciesId: SpeciesId
}

interface Growing {
  readonly species: Omit<Species, 'members'>
  readonly members: number[]
}

/** `earlier` gives the representatives; those that nobody joins are gone. */
export function speciate(
  genomes: readonly Genome[],
  earlier: readonly Species[],
  threshold: number,
  born: { readonly generation: number; readonly nextSpeciesId: SpeciesId },
  settings: NeatConfig['speciation'],
): Speciation {
  const growing: Growing[] = earlier.map((species) => ({ species, members: [] }))
  let nextId = born.nextSpeciesId
  genomes.forEach((genome, index) => {
    const home = growing.find(
      ({ species }) => compatibilityDistance(genome, species.representative, settings) < threshold,
    )
    if (home !== undefined) {
      home.members.push(index)
      return
    }
    const founded = { id: nextId, representative: genome, born: born.generation }
    const record = { bestFitness: Number.NEGATIVE_INFINITY, improvedAt: born.generation }
    growing.push({ species: { ...founded, ...record }, members: [index] })
    nextId = speciesId(nextId + 1)
  })
  const species = growing
    .filter(({ members }) => members.length > 0)
    .map(({ species: kept, members }) => ({ ...kept, members }))
  return { species, nextSpeciesId: nextId }
}

/** The threshold for the next generation: a step towards the target number of species. */
export function adaptThreshold(threshold: number, count: number, settings: NeatConfig['speciation']): number {
  if (!settings.adaptive || count === settings.targetSpecies) return threshold
  const step = count > settings.targetSpecies ? settings.thresholdStep : -settings.thresholdStep
  return Math.max(settings.minThreshold, threshold + step)
}
