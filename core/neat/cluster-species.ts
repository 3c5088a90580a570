// Speciation by k-means (as in SharpNEAT: genomes are points by innovation, every genome belongs to the nearest of k
// clusters). A centre has a share for each gene, of its members that carry it, and their mean weight; the distance of a
// genome from it is the compatibility distance with shares in place of yes and no, so that for a cluster of one genome
// it is the compatibility distance itself. Typed-array accesses are in range by construction, hence the casts.
import { speciesId } from '../base/ids.ts'
import type { Steps } from '../base/steps.ts'
import type { NeatConfig } from './config.ts'
import type { Genome } from './genome.ts'
import { type Founding, founded, type Speciation } from './speciate.ts'
import type { Species } from './species.ts'

type Settings = NeatConfig['speciation']

interface Centre {
  /** Share of the members with each innovation. */
  readonly share: Float64Array
  /** Mean weight of those. */
  readonly weight: Float64Array
  /** Sum of the shares. */
  readonly genes: number
}

interface Cluster {
  /** The species it goes on from; null for a new one. */
  readonly from: Species | null
  readonly centre: Centre
}

/** Genomes compared between two pauses. */
const GENOMES_PER_STEP = 500

/** `targetSpecies` species, or one per genome where there are fewer; the species of `earlier` go on where they can. */
export function* clusterSpecies(
  genomes: readonly Genome[],
  earlier: readonly Species[],
  born: Founding,
  settings: Settings,
): Steps<Speciation> {
  const innovations = 1 + genomes.reduce((high, genome) => Math.max(high, lastInnovation(genome)), 0)
  const count = Math.min(settings.targetSpecies, genomes.length)
  let clusters: Cluster[] = earlier
    .slice(0, count)
    .map((from) => ({ from, centre: centreOf([from.representative], innovations) }))
  if (clusters.length === 0) clusters.push({ from: null, centre: centreOf(genomes.slice(0, 1), innovations) })
  let homes = yield* nearestCentres(genomes, clusters, settings)
  for (let round = 0; round < settings.iterations; round++) {
    clusters = yield* recentred(genomes, clusters, homes, innovations)
    while (clusters.length < count) clusters.push(yield* outlier(genomes, clusters, innovations, settings))
    const next = yield* nearestCentres(genomes, clusters, settings)
    const isSettled = clusters.length === count && next.every((home, index) => home === homes[index])
    homes = next
    if (isSettled) break
  }
  return yield* speciesFrom(genomes, clusters, homes, born, settings)
}

/** Index of the nearest centre per genome, the first among equals. */
function* nearestCentres(
  genomes: readonly Genome[],
  clusters: readonly Cluster[],
  settings: Settings,
): Steps<Uint32Array> {
  const homes = new Uint32Array(genomes.length)
  for (const [index, genome] of genomes.entries()) {
    let least = Number.POSITIVE_INFINITY
    for (const [at, { centre }] of clusters.entries()) {
      const distance = distanceFrom(centre, genome, settings)
      if (distance >= least) continue
      least = distance
      homes[index] = at
    }
    if ((index + 1) % GENOMES_PER_STEP === 0) yield
  }
  return homes
}

/** Clusters around their members; those that lost all of them are gone. */
function* recentred(
  genomes: readonly Genome[],
  clusters: readonly Cluster[],
  homes: Uint32Array,
  innovations: number,
): Steps<Cluster[]> {
  const kept: Cluster[] = []
  for (const [at, { from }] of clusters.entries()) {
    const members = genomes.filter((_, index) => homes[index] === at)
    if (members.length > 0) kept.push({ from, centre: centreOf(members, innovations) })
    yield
  }
  return kept
}

/** A new cluster around the genome that is farthest from all centres. */
function* outlier(
  genomes: readonly Genome[],
  clusters: readonly Cluster[],
  innovations: number,
  settings: Settings,
): Steps<Cluster> {
  let farthest = genomes.slice(0, 1)
  let most = Number.NEGATIVE_INFINITY
  for (const [index, genome] of genomes.entries()) {
    if ((index + 1) % GENOMES_PER_STEP === 0) yield
    const distance = clusters.reduce(
      (least, { centre }) => Math.min(least, distanceFrom(centre, genome, settings)),
      Number.POSITIVE_INFINITY,
    )
    if (distance <= most) continue
    most = distance
    farthest = [genome]
  }
  return { from: null, centre: centreOf(farthest, innovations) }
}

function* speciesFrom(
  genomes: readonly Genome[],
  clusters: readonly Cluster[],
  homes: Uint32Array,
  born: Founding,
  settings: Settings,
): Steps<Speciation> {
  let nextId = born.nextSpeciesId
  const species: Species[] = []
  for (const [at, { from, centre }] of clusters.entries()) {
    yield
    const members = [...homes.keys()].filter((index) => homes[index] === at)
    const representative = mostCentral(genomes, members, centre, settings)
    if (representative === undefined) continue
    if (from !== null) species.push({ ...from, members, representative })
    else {
      species.push({ ...founded(representative, nextId, born.generation), members })
      nextId = speciesId(nextId + 1)
    }
  }
  return { species: species.sort((a, b) => a.id - b.id), nextSpeciesId: nextId }
}

function mostCentral(
  genomes: readonly Genome[],
  members: readonly number[],
  centre: Centre,
  settings: Settings,
): Genome | undefined {
  let nearest: Genome | undefined
  let least = Number.POSITIVE_INFINITY
  for (const member of members) {
    const genome = genomes[member] as Genome
    const distance = distanceFrom(centre, genome, settings)
    if (distance >= least) continue
    least = distance
    nearest = genome
  }
  return nearest
}

function centreOf(members: readonly Genome[], innovations: number): Centre {
  const share = new Float64Array(innovations)
  const weight = new Float64Array(innovations)
  for (const { connections } of members) {
    connections.innovation.forEach((innovation, gene) => {
      if (innovation >= innovations) return // a representative's gene that nobody carries any more
      share[innovation] = (share[innovation] as number) + 1
      weight[innovation] = (weight[innovation] as number) + (connections.weight[gene] as number)
    })
  }
  let genes = 0
  for (let innovation = 0; innovation < innovations; innovation++) {
    const carriers = share[innovation] as number
    if (carriers === 0) continue
    weight[innovation] = (weight[innovation] as number) / carriers
    share[innovation] = carriers / members.length
    genes += share[innovation] as number
  }
  return { share, weight, genes }
}

function distanceFrom({ share, weight, genes }: Centre, genome: Genome, settings: Settings): number {
  const { innovation, weight: weights } = genome.connections
  let structural = genes
  let matching = 0
  let difference = 0
  for (let gene = 0; gene < innovation.length; gene++) {
    const at = innovation[gene] as number
    const part = share[at] as number
    structural += 1 - 2 * part
    matching += part
    difference += part * Math.abs((weights[gene] as number) - (weight[at] as number))
  }
  const larger = Math.max(genes, innovation.length)
  const size = larger < settings.normaliseFrom ? 1 : larger
  const meanDifference = matching === 0 ? 0 : difference / matching
  return (settings.disjointCoefficient * structural) / size + settings.weightCoefficient * meanDifference
}

function lastInnovation({ connections }: Genome): number {
  return connections.innovation.at(-1) ?? 0
}
