// Children of the species: champions pass on unchanged, the rest come from crossover and mutation.
import { type GenomeId, genomeId } from '../base/ids.ts'
import type { Random } from '../base/random.ts'
import type { Steps } from '../base/steps.ts'
import type { NeatConfig } from './config.ts'
import { crossover } from './crossover.ts'
import { GenomeDraft } from './draft.ts'
import type { Genome } from './genome.ts'
import type { InnovationRegistry } from './innovations.ts'
import { mutate } from './mutate/mutate.ts'
import type { Species } from './species.ts'

/** Everything that reproduction reads and numbers. */
export interface Breeding {
  readonly genomes: readonly Genome[]
  readonly fitness: Float64Array
  readonly config: NeatConfig
  readonly registry: InnovationRegistry
  readonly random: Random
  readonly nextGenomeId: GenomeId
  /** Survives unchanged whatever its species. */
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
  const parents: (readonly number[])[] = []
  let ranked = 0
  for (const kind of species) {
    parents.push(survivors(kind, breeding))
    ranked += kind.members.length
    if (ranked < RANKED_PER_STEP) continue
    ranked = 0
    yield
  }
  const draft = new GenomeDraft(breeding.best.inputCount, breeding.best.outputCount)
  const children: Genome[] = [breeding.best]
  let nextId: number = breeding.nextGenomeId
  const bestHome = homeOfBest(parents, quotas, breeding)
  for (const [index, own] of parents.entries()) {
    let left = (quotas[index] ?? 0) - (index === bestHome ? 1 : 0)
    const champion = breeding.genomes[own[0] ?? -1]
    const isLarge = (species[index]?.members.length ?? 0) >= breeding.config.selection.elitismFromSize
    if (left > 0 && isLarge && champion !== undefined && champion.id !== breeding.best.id) {
      children.push(champion)
      left--
    }
    for (; left > 0; left--) {
      breedChild(draft, own, parents, breeding)
      children.push(draft.finish(genomeId(nextId++)))
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

/** Members that may have children, best first; the smaller genome, then the earlier one, first among equals. */
function survivors(species: Species, { genomes, fitness, config }: Breeding): readonly number[] {
  const ranked = [...species.members].sort((a, b) => {
    const difference = (fitness[b] as number) - (fitness[a] as number)
    return difference !== 0 ? difference : sizeOf(genomes[a]) - sizeOf(genomes[b]) || a - b
  })
  return ranked.slice(0, Math.max(1, Math.ceil(ranked.length * config.selection.survivalRate)))
}

function sizeOf(genome: Genome | undefined): number {
  return genome === undefined ? 0 : genome.connections.innovation.length
}

function breedChild(
  draft: GenomeDraft,
  own: readonly number[],
  all: readonly (readonly number[])[],
  breeding: Breeding,
): void {
  const { config, random, genomes } = breeding
  const first = drawFrom(own, random)
  if (!random.nextChance(config.crossover.rate)) {
    draft.copyFrom(at(genomes, first))
  } else {
    const abroad = all.length > 1 && random.nextChance(config.crossover.interspeciesRate)
    const second = drawFrom(abroad ? (all[random.nextInt(all.length)] ?? own) : own, random)
    const [fitter, other] = isFitter(first, second, breeding) ? [first, second] : [second, first]
    crossover(draft, at(genomes, fitter), at(genomes, other), config.crossover, random)
  }
  mutate(draft, config, breeding.registry, random)
}

/** Ties go to the genome with fewer connection genes (original C++), then to the first. */
function isFitter(a: number, b: number, { genomes, fitness }: Breeding): boolean {
  const difference = (fitness[a] ?? 0) - (fitness[b] ?? 0)
  return difference !== 0 ? difference > 0 : sizeOf(genomes[a]) <= sizeOf(genomes[b])
}

function drawFrom(members: readonly number[], random: Random): number {
  return members[members.length === 1 ? 0 : random.nextInt(members.length)] ?? 0
}

function at(genomes: readonly Genome[], index: number): Genome {
  return genomes[index] as Genome
}
