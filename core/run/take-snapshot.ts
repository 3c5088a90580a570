// From an evaluated generation to the small record that people look at. Pure derivation.
import { runToEnd, type Steps } from '../base/steps.ts'
import { foreseenOffspring } from '../neat/apportion.ts'
import type { NeatConfig } from '../neat/config.ts'
import { enabledConnectionCount, type Genome, hiddenNodeCount } from '../neat/genome.ts'
import type { Population } from '../neat/population.ts'
import { hashPopulation } from '../neat/population-hash.ts'
import { championIndex, type Goal, scoresOf } from '../neat/score.ts'
import type { Species } from '../neat/species.ts'
import { recordScores } from '../neat/stagnation.ts'
import {
  type ChampionSnapshot,
  type ComplexitySnapshot,
  type GenerationSnapshot,
  SNAPSHOT_VERSION,
  type SpeciesSnapshot,
} from './snapshot.ts'

export interface Evaluated {
  readonly population: Population
  readonly fitness: Float64Array
  readonly evaluations: number
  readonly failures: number
  readonly selection: Pick<NeatConfig['selection'], 'goal' | 'stagnationMeasure'>
  /** What selection maximises, where that is something else than fitness. */
  readonly scores?: Float64Array | undefined
  /** Where the species' scores decide how many children each of them has. */
  readonly breeding?: NeatConfig | undefined
}

export function takeSnapshot(evaluated: Evaluated): GenerationSnapshot {
  return runToEnd(describeGeneration(evaluated))
}

/** {@link takeSnapshot} with pauses. */
export function* describeGeneration(evaluated: Evaluated): Steps<GenerationSnapshot> {
  const { population, fitness, evaluations, failures, selection } = evaluated
  const { goal } = selection
  const { scores = scoresOf(fitness, goal) } = evaluated
  const species = recordScores(population.species, scores, population.generation, selection)
  const sorted = fitness.slice().sort()
  const champion = championIndex(fitness, goal)
  const offspring =
    evaluated.breeding === undefined ? null : foreseenOffspring(population, scores, evaluated.breeding)
  return {
    version: SNAPSHOT_VERSION,
    generation: population.generation,
    populationSize: population.genomes.length,
    best: fitness[champion] ?? Number.NaN,
    mean: meanOf(fitness),
    quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)],
    species: species.map((kind) => ({
      ...snapshotOf(kind, population.generation, fitness, goal),
      ...(offspring !== null && { offspring: offspring.get(kind.id) ?? 0 }),
    })),
    compatibilityThreshold: population.compatibilityThreshold,
    evaluations,
    failures,
    champion: championSnapshot(population.genomes[champion], fitness[champion]),
    complexity: yield* measureComplexity(population),
    populationHash: yield* hashPopulation(population.genomes, fitness),
  }
}

/** Genomes between two pauses. */
const GENOMES_PER_STEP = 2000

function* measureComplexity({ genomes, complexity }: Population): Steps<ComplexitySnapshot> {
  const nodes = { sum: 0, max: 0 }
  const connections = { sum: 0, max: 0 }
  for (const [index, genome] of genomes.entries()) {
    const hidden = hiddenNodeCount(genome)
    const enabled = enabledConnectionCount(genome)
    nodes.sum += hidden
    nodes.max = Math.max(nodes.max, hidden)
    connections.sum += enabled
    connections.max = Math.max(connections.max, enabled)
    if ((index + 1) % GENOMES_PER_STEP === 0) yield
  }
  return {
    nodes: { mean: nodes.sum / genomes.length, max: nodes.max },
    connections: { mean: connections.sum / genomes.length, max: connections.max },
    ...(complexity !== null && { simplifying: complexity.simplifying }),
  }
}

function snapshotOf(
  species: Species,
  generation: number,
  fitness: Float64Array,
  goal: Goal,
): SpeciesSnapshot {
  const members = Float64Array.from(species.members, (member) => fitness[member] ?? Number.NaN)
  const best = members[championIndex(members, goal)] ?? Number.NaN
  return {
    id: species.id,
    size: species.members.length,
    age: generation - species.born,
    best,
    mean: meanOf(members),
    stagnation: generation - species.improvedAt,
  }
}

function championSnapshot(genome: Genome | undefined, fitness: number | undefined): ChampionSnapshot {
  if (genome === undefined || fitness === undefined) throw new RangeError('a population cannot be empty')
  return {
    genomeId: genome.id,
    fitness,
    hiddenNodes: hiddenNodeCount(genome),
    enabledConnections: enabledConnectionCount(genome),
  }
}

function meanOf(values: Float64Array): number {
  // Dividing first keeps the mean of the largest numbers finite, but for the rounding of their sum.
  const mean = values.reduce((sum, value) => sum + value / values.length, 0)
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, mean))
}

/** Linear interpolation between the two nearest ranks. */
function quantile(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low
  return low + (high - low) * (position - below)
}
