// From what an evaluation measured to what selection rewards, and to the next generation: plain fitness, novelty, or
// MAP-Elites. The state of a search is a value that is saved with its generation.
import type { Steps } from '../base/steps.ts'
import { breedElites, type Parent } from '../neat/breed-elites.ts'
import type { Genome } from '../neat/genome.ts'
import { breed, type Population } from '../neat/population.ts'
import { isBetter } from '../neat/score.ts'
import type { BehaviourAxis } from '../problems/problem.ts'
import { cellOf, type Elite, type Elites, settle } from '../quality/elites.ts'
import { emptyArchive, extendArchive, type NoveltyArchive, noveltyOf } from '../quality/novelty.ts'
import type { RunConfig } from './run-config.ts'

/** What a search other than for fitness knows after a generation. */
export type SearchState =
  | {
      readonly kind: 'novelty'
      /** Novelty of the generation's genomes, in genome order. */
      readonly scores: Float64Array
      readonly archive: NoveltyArchive
    }
  | { readonly kind: 'map-elites'; readonly elites: Elites<Genome> }

/** A generation with what its evaluation measured. */
export interface Measured {
  readonly population: Population
  readonly fitness: Float64Array
  /** In genome order, one number per axis; null where the evaluation failed. */
  readonly behaviours: readonly (Float64Array | null)[]
}

/** The state after a generation; `before` is null after the first. The result is null when fitness is searched for. */
export function* advanceSearch(
  before: SearchState | null,
  measured: Measured,
  axes: readonly BehaviourAxis[],
  config: RunConfig,
): Steps<SearchState | null> {
  const { search } = config
  const scaled = measured.behaviours.map((behaviour) => behaviour && scaledTo(axes, behaviour))
  switch (search.objective) {
    case 'fitness':
      return null
    case 'novelty': {
      const archive = before?.kind === 'novelty' ? before.archive : emptyArchive(search.archiveThreshold)
      const scores = yield* noveltyOf(scaled, archive, search.nearest)
      const { maxAdditions, quietEvaluations, maxArchive: maxSize } = search
      const settings = { maxAdditions, quietEvaluations, maxSize }
      return { kind: 'novelty', scores, archive: extendArchive(archive, scaled, scores, settings) }
    }
    case 'map-elites': {
      const { goal } = config.neat.selection
      const elites = before?.kind === 'map-elites' ? before.elites : []
      const candidates = candidatesIn(measured, scaled, search.cellsPerAxis)
      return { kind: 'map-elites', elites: settle(elites, candidates, (a, b) => isBetter(a, b, goal)) }
    }
  }
}

function candidatesIn(
  { population, fitness, behaviours }: Measured,
  scaled: readonly (Float64Array | null)[],
  cellsPerAxis: number,
): readonly Elite<Genome>[] {
  return population.genomes.flatMap((content, index) => {
    const place = scaled[index] ?? null
    const behaviour = behaviours[index] ?? null
    if (place === null || behaviour === null) return []
    return [{ cell: cellOf(place, cellsPerAxis), fitness: fitness[index] ?? 0, behaviour, content }]
  })
}

/** The generation after this one, as the search has it. */
export function breedNext(
  population: Population,
  fitness: Float64Array,
  search: SearchState | null,
  { neat }: RunConfig,
): Steps<Population> {
  if (search === null) return breed(population, fitness, neat)
  if (search.kind === 'novelty') return breed(population, fitness, neat, search.scores)
  return breedElites(population, fitness, neat, parentsIn(search.elites, population, fitness))
}

/** The elites; the population itself where all evaluations failed so far. */
function parentsIn(elites: Elites<Genome>, population: Population, fitness: Float64Array): readonly Parent[] {
  if (elites.length === 0) {
    return population.genomes.map((genome, index) => ({ genome, fitness: fitness[index] ?? 0 }))
  }
  return elites.map(({ content, fitness: reached }) => ({ genome: content, fitness: reached }))
}

/** A behaviour with every axis' range made 0..1. */
function scaledTo(axes: readonly BehaviourAxis[], behaviour: Float64Array): Float64Array {
  return behaviour.map((value, axis) => {
    const { low, high } = axes[axis] ?? { low: 0, high: 1 }
    return (value - low) / (high - low)
  })
}
