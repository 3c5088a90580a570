// What a species is made of, by genome: told for the last whole generation when somebody asks.
import { enabledConnectionCount, hiddenNodeCount } from '../neat/genome.ts'
import { genomeToJson } from '../neat/genome-codec.ts'
import { isBetter } from '../neat/score.ts'
import type { Species } from '../neat/species.ts'
import type { GenomeJson } from '../network/genome-json.ts'
import type { EvaluatedGeneration } from '../run/evolve.ts'
import type { RunConfig } from '../run/run-config.ts'
import { MOST_MEMBERS } from './limits.ts'

export interface MemberView {
  readonly genomeId: number
  readonly fitness: number
  readonly hiddenNodes: number
  readonly enabledConnections: number
}

export interface SpeciesMembers {
  readonly generation: number
  readonly species: number
  /** All members, shown or not. */
  readonly size: number
  /** The best first, at most {@link MOST_MEMBERS}. */
  readonly members: readonly MemberView[]
}

export interface SpeciesChampion {
  readonly species: number
  readonly genomeId: number
  readonly fitness: number
  readonly genome: GenomeJson
}

export interface SpeciesChampions {
  readonly generation: number
  /** Of the species asked for that are alive, in the order asked. */
  readonly champions: readonly SpeciesChampion[]
}

/** null where no such species is alive. */
export function speciesMembers(
  { population, fitness }: EvaluatedGeneration,
  id: number,
  { neat }: RunConfig,
): SpeciesMembers | null {
  const species = population.species.find((one) => one.id === id)
  if (species === undefined) return null
  const best = bestFirst(species, fitness, neat.selection.goal).slice(0, MOST_MEMBERS)
  const members = best.flatMap((member) => {
    const genome = population.genomes[member]
    if (genome === undefined) return []
    const hiddenNodes = hiddenNodeCount(genome)
    const enabledConnections = enabledConnectionCount(genome)
    return [{ genomeId: genome.id, fitness: fitness[member] ?? 0, hiddenNodes, enabledConnections }]
  })
  return { generation: population.generation, species: id, size: species.members.length, members }
}

export function speciesChampions(
  { population, fitness }: EvaluatedGeneration,
  ids: readonly number[],
  { neat }: RunConfig,
): SpeciesChampions {
  const champions = ids.flatMap((id) => {
    const species = population.species.find((one) => one.id === id)
    if (species === undefined) return []
    const best = bestOf(species, fitness, neat.selection.goal)
    const genome = population.genomes[best]
    if (genome === undefined) return []
    const json = genomeToJson(genome, neat.network.kind)
    return [{ species: id, genomeId: genome.id, fitness: fitness[best] ?? 0, genome: json }]
  })
  return { generation: population.generation, champions }
}

type Goal = RunConfig['neat']['selection']['goal']

/** The first among equals, as everywhere. */
function bestOf({ members }: Species, fitness: Float64Array, goal: Goal): number {
  return members.reduce(
    (best, member) => (isBetter(fitness[member] ?? 0, fitness[best] ?? 0, goal) ? member : best),
    members[0] ?? 0,
  )
}

function bestFirst({ members }: Species, fitness: Float64Array, goal: Goal): readonly number[] {
  const sign = goal === 'maximise' ? 1 : -1
  return [...members].sort((a, b) => sign * ((fitness[b] ?? 0) - (fitness[a] ?? 0)) || a - b)
}
