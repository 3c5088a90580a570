// What is remembered of a run beside its population: its champions as they followed each other, and who descends from
// whom. Derived from the generations, decides nothing, and is bounded however long the run takes.
import type { GenomeId } from '../base/ids.ts'
import { runToEnd, type Steps } from '../base/steps.ts'
import type { NeatConfig } from '../neat/config.ts'
import type { Genome } from '../neat/genome.ts'
import { compactGenome } from '../neat/population-codec.ts'
import { genomeHash } from '../neat/population-hash.ts'
import { championIndex, type Goal } from '../neat/score.ts'
import type { Species } from '../neat/species.ts'
import { Ancestry, type Birth } from './ancestry.ts'
import { ChampionLines, type KeptChampion, type LineKey } from './champion-lines.ts'
import type { GenerationOutcome } from './evolve.ts'

/** What a generation added. */
export interface ChronicleEntry {
  readonly generation: number
  readonly champions: readonly KeptChampion[]
  readonly births: readonly Birth[]
}

export class Chronicle {
  readonly champions: ChampionLines
  readonly ancestry: Ancestry
  readonly #goal: Goal
  /** Whose champion was which object: mostly it is the same as before. */
  #known = new Map<LineKey, Genome>()

  constructor(
    { goal }: Pick<NeatConfig['selection'], 'goal'>,
    champions = new ChampionLines(),
    ancestry = new Ancestry(),
  ) {
    this.#goal = goal
    this.champions = champions
    this.ancestry = ancestry
  }

  /** Notes a generation; generations come in their order. */
  note(outcome: GenerationOutcome): ChronicleEntry {
    return runToEnd(this.noting(outcome))
  }

  /** {@link note} with pauses. */
  *noting(outcome: GenerationOutcome): Steps<ChronicleEntry> {
    const { population, born } = outcome
    const { generation } = outcome.snapshot
    const passing = born === undefined ? [] : yield* this.ancestry.note(generation, born)
    const births = [...passing, ...(yield* this.ancestry.note(generation, population.genomes))]
    yield
    const champions = this.#noteChampions(outcome)
    if (this.ancestry.isCrowded) yield* this.ancestry.forgetAllBut(this.#wanted(outcome))
    return { generation, champions, births }
  }

  #noteChampions({ population, fitness, best, snapshot }: GenerationOutcome): readonly KeptChampion[] {
    const { generation } = snapshot
    const before = this.#known
    this.#known = new Map()
    const noted: KeptChampion[] = []
    const note = (line: LineKey, genome: Genome, reached: number) => {
      this.#known.set(line, genome)
      const isSame = before.get(line) === genome
      const champion = isSame ? null : this.#changed(line, genome, { fitness: reached, generation })
      if (champion === null) this.champions.live(line, generation)
      else noted.push(champion)
    }
    note('run', best.genome, best.fitness)
    for (const species of population.species) {
      const member = bestMember(species, fitness, this.#goal)
      const genome = population.genomes[member]
      if (genome !== undefined) note(species.id, genome, fitness[member] ?? 0)
    }
    return noted
  }

  /** null where it is the one that was the champion before. */
  #changed(
    line: LineKey,
    genome: Genome,
    found: { readonly fitness: number; readonly generation: number },
  ): KeptChampion | null {
    const hash = genomeHash(genome)
    if (this.champions.last(line)?.hash === hash) return null
    const text = JSON.stringify(compactGenome(genome))
    const champion = { line, ...found, hash, id: genome.id, text }
    this.champions.note(champion)
    return champion
  }

  /** The living, those about to, the elites, and the champions that are kept. */
  *#wanted({ population, search, steady }: GenerationOutcome): Iterable<GenomeId> {
    for (const { id } of population.genomes) yield id
    for (const { origin } of steady?.pending ?? []) yield* origin?.parents ?? []
    if (search?.kind === 'map-elites') for (const { content } of search.elites) yield content.id
    for (const { id } of this.champions.all()) yield id as GenomeId
  }
}

function bestMember({ members }: Species, fitness: Float64Array, goal: Goal): number {
  const own = Float64Array.from(members, (member) => fitness[member] ?? Number.NaN)
  return members[championIndex(own, goal)] ?? -1
}
