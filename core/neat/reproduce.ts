// Children of the species: champions pass on unchanged, the rest come from crossover and mutation.
import { type GenomeId, genomeId } from '../base/ids.ts'
import type { Random } from '../base/random.ts'
import type { Steps } from '../base/steps.ts'
import type { NeatConfig } from './config.ts'
import { crossover, mixDisjoint } from './crossover.ts'
import { GenomeDraft } from './draft.ts'
import type { Genome } from './genome.ts'
import type { InnovationRegistry } from './innovations.ts'
import { mutate } from './mutate/mutate.ts'
import type { Species } from './species.ts'

/** What the birth of one child reads and numbers. */
export interface Pedigree {
  readonly genomes: readonly Genome[]
  /** Higher is better. */
  readonly scores: Float64Array
  readonly config: NeatConfig
  readonly registry: InnovationRegistry
  readonly random: Random
}

/** Everything that reproduction reads and numbers. */
export interface Breeding extends Pedigree {
  readonly nextGenomeId: GenomeId
  /** Survives unchanged whatever its species, where the settings say so. */
  readonly best: Genome
}

export interface Offspring {
  readonly genomes: readonly Genome[]
  readonly nextGenomeId: GenomeId
}

/** Children between two pauses. */
const CHILDREN_PER_STEP = 500
/** Members ranked between two pauses, as far as species are smaller. */
const RANKED_PER_STEP = 2000

/** `quotas[i]` children of `species[i]`, in the order of the species; the sum of quotas is at least 1. */
export function* reproduce(
  species: readonly Species[],
  quotas: readonly number[],
  breeding: Breeding,
): Steps<Offspring> {
  const ranks: (readonly number[])[] = []
  let ranked = 0
  for (const kind of species) {
    ranks.push(bestFirst(kind, breeding))
    ranked += kind.members.length
    if (ranked < RANKED_PER_STEP) continue
    ranked = 0
    yield
  }
  const { elites, elitismFromSize } = breeding.config.selection
  const parents = ranks.map((own) => survivors(own, breeding.config))
  const pools = { count: parents.length, at: (index: number) => parents[index] ?? [] }
  const draft = new GenomeDraft(breeding.best.inputCount, breeding.best.outputCount)
  const { keepBest } = breeding.config.selection
  const children: Genome[] = keepBest ? [breeding.best] : []
  let nextId: number = breeding.nextGenomeId
  const bestHome = keepBest ? homeOfBest(parents, quotas, breeding) : -1
  for (const [index, own] of parents.entries()) {
    let left = (quotas[index] ?? 0) - (index === bestHome ? 1 : 0)
    const ranking = ranks[index] ?? []
    for (const member of ranking.length >= elitismFromSize ? ranking.slice(0, elites) : []) {
      const elite = at(breeding.genomes, member)
      if (left <= 0 || (keepBest && elite.id === breeding.best.id)) continue
      children.push(elite)
      left--
    }
    for (; left > 0; left--) {
      const parentIds = breedChild(draft, own, pools, breeding)
      children.push(draft.finish(genomeId(nextId++), parentIds))
      if (children.length % CHILDREN_PER_STEP === 0) yield
    }
  }
  return { genomes: children, nextGenomeId: genomeId(nextId) }
}

/** Index of the species whose quota pays for the survival of the best genome. */
function homeOfBest(
  parents: readonly (readonly number[])[],
  quotas: readonly number[],
  { genomes, best }: Breeding,
): number {
  // By number: the genome itself is another object once a population was saved and loaded.
  const own = parents.findIndex(
    (members, index) => genomes[members[0] ?? -1]?.id === best.id && (quotas[index] ?? 0) > 0,
  )
  if (own >= 0) return own
  return quotas.indexOf(quotas.reduce((largest, quota) => Math.max(largest, quota), 0))
}

/** The first of a species' members, best first, that may have children. */
export function survivors(ranked: readonly number[], { selection }: NeatConfig): readonly number[] {
  return ranked.slice(0, Math.max(1, Math.ceil(ranked.length * selection.survivalRate)))
}

/** Members, best first; the smaller genome, then the earlier one, first among equals. */
export function bestFirst(
  species: Species,
  { genomes, scores }: Pick<Breeding, 'genomes' | 'scores'>,
): readonly number[] {
  return [...species.members].sort((a, b) => {
    const difference = (scores[b] as number) - (scores[a] as number)
    return difference !== 0 ? difference : sizeOf(genomes[a]) - sizeOf(genomes[b]) || a - b
  })
}

function sizeOf(genome: Genome | undefined): number {
  return genome === undefined ? 0 : genome.connections.innovation.length
}

/** The parents of each species; those of one that nobody asks for need not be ranked. */
export interface ParentPools {
  readonly count: number
  /** Never empty. */
  at(index: number): readonly number[]
}

/**
 * Fills the draft with a child of `own` parents, or of one of them and one of any species' among `pools`. Returns its
 * parents, the one whose structure it has first.
 */
export function breedChild(
  draft: GenomeDraft,
  own: readonly number[],
  pools: ParentPools,
  breeding: Pedigree,
): readonly GenomeId[] {
  const { config, random, genomes } = breeding
  const first = drawParent(own, breeding)
  let parents: readonly number[] = [first]
  if (!random.nextChance(config.crossover.rate)) {
    draft.copyFrom(at(genomes, first))
  } else {
    const abroad = pools.count > 1 && random.nextChance(config.crossover.interspeciesRate)
    const second = drawParent(abroad ? pools.at(random.nextInt(pools.count)) : own, breeding)
    parents = mate(draft, first, second, breeding)
  }
  draft.inherited()
  mutate(draft, config, breeding.registry, random)
  return parents.map((parent) => at(genomes, parent).id)
}

/** The child of two parents; which of them counts as fitter, and what a tie means, is decided here. */
function mate(
  draft: GenomeDraft,
  first: number,
  second: number,
  breeding: Pedigree,
): readonly [fitter: number, other: number] {
  const { config, random, genomes } = breeding
  const [fitter, other] = isFitter(first, second, breeding) ? [first, second] : [second, first]
  crossover(draft, at(genomes, fitter), at(genomes, other), config.crossover, random)
  const isTie = breeding.scores[first] === breeding.scores[second] && first !== second
  if (isTie && config.crossover.ties === 'both') {
    mixDisjoint(draft, at(genomes, other), config.network.kind, random)
  }
  return [fitter, other]
}

/** Of equals the genome with fewer connection genes (original C++), then the first; or one by chance. */
function isFitter(a: number, b: number, { genomes, scores, config, random }: Pedigree): boolean {
  const difference = (scores[a] ?? 0) - (scores[b] ?? 0)
  if (difference !== 0) return difference > 0
  if (config.crossover.ties === 'random') return random.nextChance(0.5)
  return sizeOf(genomes[a]) <= sizeOf(genomes[b])
}

/** One of `members`, which are best first. */
function drawParent(members: readonly number[], { config, random }: Pedigree): number {
  const { parents, tournamentSize } = config.selection
  let place = members.length === 1 ? 0 : random.nextInt(members.length)
  if (parents === 'tournament') {
    for (let round = 1; round < tournamentSize; round++) {
      place = Math.min(place, random.nextInt(members.length))
    }
  }
  return members[place] ?? 0
}

function at(genomes: readonly Genome[], index: number): Genome {
  return genomes[index] as Genome
}
