// Records of species after an evaluation, and which of them have stopped improving.
import type { NeatConfig } from './config.ts'
import type { Species } from './species.ts'

type Settings = Pick<NeatConfig['selection'], 'stagnationMeasure' | 'stagnationLimit' | 'sparedSpecies'>

/** Notes the scores of this generation in every species' record. */
export function recordScores(
  species: readonly Species[],
  scores: Float64Array,
  generation: number,
  { stagnationMeasure }: Pick<Settings, 'stagnationMeasure'>,
): readonly Species[] {
  const measure = stagnationMeasure === 'best' ? bestOf : meanOf
  return species.map((kind) => {
    const score = measure(kind, scores)
    return score > kind.bestScore ? { ...kind, bestScore: score, improvedAt: generation } : kind
  })
}

/** The species that may have children: those not stagnant, and the `sparedSpecies` best in any case. */
export function dropStagnant(
  species: readonly Species[],
  scores: Float64Array,
  generation: number,
  settings: Pick<Settings, 'stagnationLimit' | 'sparedSpecies'>,
): readonly Species[] {
  const ranked = species
    .map((kind) => ({ kind, best: bestOf(kind, scores) }))
    .sort((a, b) => b.best - a.best || a.kind.id - b.kind.id)
  const spared = new Set(ranked.slice(0, settings.sparedSpecies).map(({ kind }) => kind))
  return species.filter((kind) => spared.has(kind) || generation - kind.improvedAt < settings.stagnationLimit)
}

function bestOf(species: Species, scores: Float64Array): number {
  return species.members.reduce(
    (best, member) => Math.max(best, scores[member] ?? best),
    Number.NEGATIVE_INFINITY,
  )
}

function meanOf({ members }: Species, scores: Float64Array): number {
  // Dividing first keeps the mean of the largest numbers finite.
  return members.reduce((sum, member) => sum + (scores[member] ?? 0) / members.length, 0)
}
