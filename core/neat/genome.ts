// A genome: node genes and connection genes as sorted typed arrays. A value: nothing here changes one.
import type { GenomeId } from '../base/ids.ts'
import type { Home } from '../network/genome-json.ts'

/** Genes of the outputs and hidden nodes, in order of id; inputs have none. All arrays have one length. */
export interface NodeGenes {
  /** Inputs are 0..inputCount−1, outputs follow, hidden nodes have higher numbers. */
  readonly id: Uint32Array
  /** Index into ACTIVATIONS. */
  readonly activation: Uint8Array
  /** Index into AGGREGATIONS. */
  readonly aggregation: Uint8Array
  readonly bias: Float64Array
  readonly response: Float64Array
  /** In activations, at least 1; genomes of other networks than a ctrnn have none. */
  readonly timeConstant?: Float64Array
}

/** In order of innovation, each number at most once. All arrays have one length. */
export interface ConnectionGenes {
  readonly innovation: Uint32Array
  readonly source: Uint32Array
  readonly target: Uint32Array
  readonly weight: Float64Array
  /** 1 when expressed. */
  readonly enabled: Uint8Array
}

/** Where a genome came from: a record for people, which decides nothing and is in no hash. */
export interface Origin {
  /** First the parent whose structure the child has, then the other one, if there was one. */
  readonly parents: readonly GenomeId[]
  /** Innovations that mutation gave the child, and no parent had at that time. */
  readonly added: readonly number[]
  /** Of one that came from another island; it has no parents here. */
  readonly home?: Home
}

/** A genome as NEAT breeds it. {@link genomeToJson} makes it plain JSON, {@link toNetworkSpec} a network. */
export interface Genome {
  readonly id: GenomeId
  /** Absent in the first genomes of all, and in those of before it was kept. */
  readonly origin?: Origin
  readonly inputCount: number
  readonly outputCount: number
  readonly nodes: NodeGenes
  readonly connections: ConnectionGenes
}

export function hiddenNodeCount(genome: Genome): number {
  return genome.nodes.id.length - genome.outputCount
}

export function enabledConnectionCount(genome: Genome): number {
  let enabled = 0
  for (const flag of genome.connections.enabled) enabled += flag
  return enabled
}

/** Index of `node` among the genome's node genes, or −1. */
export function nodeIndex(genome: Genome, node: number): number {
  return indexInSorted(genome.nodes.id, node, genome.nodes.id.length)
}

/** Index of `value` among the first `length` of the ascending `sorted`, or −1. */
export function indexInSorted(sorted: Uint32Array, value: number, length: number): number {
  const at = lowerBound(sorted, value, length)
  return at < length && sorted[at] === value ? at : -1
}

/** First index among the first `length` of the ascending `sorted` whose value is not below `value`. */
export function lowerBound(sorted: Uint32Array, value: number, length: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
