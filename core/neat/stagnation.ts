// Records of species after an evaluation, and which of them have stopped improving.
import type { NeatConfig } from './config.ts'
import type { Species } from './species.ts'

/** Notes the fitness of this generation in every species' record. */
export function recordFitness(
  species: readonly Species[],
  fitness: Float64Array,
  generation: number,
): readonly Species[] {
  return species.map((kind) => {
    const best = bestOf(kind, fitness)
    return best > kind.bestFitness ? { ...kind, bestFitness: best, improvedAt: generation } : kind
  })
}

/** The species that may have children: those not stagnant, and the `sparedSpecies` best in any case. */
export function dropStagnant(
  species: readonly Species[],
  fitness: Float64Array,
  generation: number,
  settings: NeatConfig['selection'],
): readonly Species[] {
  const ranked = [...species].sort((a, b) => bestOf(b, fitness) - bestOf(a, fitness) || a.id - b.id)
  const spared = new Set(ranked.slice(0, settings.sparedSpecies))
  return species.filter((kind) => spared.has(kind) || generation - kind.improvedAt < settings.stagnationLimit)
}

export function bestOf(species: Species, fitness: Float64Array): number {
  return species.members.reduce(
    (best, member) => Math.max(best, fitness[member] ?? best),
    Number.NEGATIVE_INFINITY,
  )
}
