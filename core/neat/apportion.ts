// Which species have children, and how many: asked for when the next generation is bred, and before that by whoever
// wants to tell people.
import type { SpeciesId } from '../base/ids.ts'
import { Random } from '../base/random.ts'
import { settingsInPhase } from './complexity.ts'
import type { NeatConfig } from './config.ts'
import type { Population } from './population.ts'
import { hasSettled, progressAfter } from './restarts.ts'
import { shareOffspring } from './share-offspring.ts'
import type { Species } from './species.ts'
import { dropStagnant, recordScores } from './stagnation.ts'

export interface Apportioned {
  /** Species that have children, with their records up to date. */
  readonly breeding: readonly Species[]
  /** Children of each, in their order. */
  readonly quotas: readonly number[]
}

/** `config` as it is in the population's phase; `random` is drawn from for tournaments only. */
export function apportion(
  { species, generation }: Population,
  scores: Float64Array,
  config: NeatConfig,
  random: Random,
): Apportioned {
  const recorded = recordScores(species, scores, generation, config.selection)
  const breeding = dropStagnant(recorded, scores, generation, config.selection)
  return { breeding, quotas: shareOffspring(breeding, scores, { generation, config, random }) }
}

/** Children that species will have once the next generation is bred; empty where evolution begins anew then. */
export function foreseenOffspring(
  population: Population,
  scores: Float64Array,
  settings: NeatConfig,
): ReadonlyMap<SpeciesId, number> {
  const best = scores.reduce((high, score) => Math.max(high, score), Number.NEGATIVE_INFINITY)
  const progress = progressAfter(population.progress, best, population.generation, settings.restarts)
  if (hasSettled(progress, population.generation, settings.restarts)) return new Map()
  const config = settingsInPhase(settings, population.complexity)
  // The same state from which breeding will draw.
  const random = Random.fromState(population.random)
  const { breeding, quotas } = apportion(population, scores, config, random)
  return new Map(breeding.map(({ id }, index) => [id, quotas[index] ?? 0]))
}
