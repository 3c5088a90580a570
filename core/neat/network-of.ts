// From a genome to the network it stands for. Only what an output depends on is expressed.
// Typed-array reads are in range by construction, hence the casts.
import type { NetworkKind, NetworkSpec } from '../network/network-spec.ts'
import { type GeneMemory, ownMemory } from './gene-memory.ts'
import { type Genome, indexInSorted } from './genome.ts'

/** The expressed network: enabled connections between nodes that lie on a path to an output. */
export function toNetworkSpec(genome: Genome, kind: NetworkKind): NetworkSpec {
  return new NetworkExpression(ownMemory).of(genome, kind)
}

/** {@link toNetworkSpec} for many genomes: keeps what it needs between one and the next. Time and memory are linear. */
export class NetworkExpression {
  readonly #memory: GeneMemory
  /** Per connection: its ends as dense indices (inputs, then the genome's node genes in order). */
  #source: Uint32Array = new Uint32Array(256)
  #target: Uint32Array = new Uint32Array(256)
  /** Per connection: the next one into the same target, as index + 1. */
  #next: Uint32Array = new Uint32Array(256)
  /** Per node: the last connection into it, as index + 1. */
  #last: Uint32Array = new Uint32Array(64)
  /** Per node: its index in the network + 1; 0 for a node that no output depends on. */
  #place: Uint32Array = new Uint32Array(64)
  #stack: Uint32Array = new Uint32Array(64)

  constructor(memory: GeneMemory) {
    this.#memory = memory
  }

  of(genome: Genome, kind: NetworkKind): NetworkSpec {
    this.#reserve(genome)
    this.#linkConnections(genome)
    const nodes = this.#markNeeded(genome)
    const { inputCount, outputCount } = genome
    const parts = { ...this.#nodes(genome, nodes), ...this.#connections(genome) }
    if (kind !== 'ctrnn') return { kind, inputCount, outputCount, ...parts }
    return { kind, inputCount, outputCount, ...parts, timeConstant: this.#timeConstants(genome, nodes) }
  }

  /** Which genes are expressed, as indices among the genome's, in the order of the network's nodes and connections. */
  genesOf(genome: Genome): { readonly nodes: Uint32Array; readonly connections: Uint32Array } {
    this.#reserve(genome)
    this.#linkConnections(genome)
    const nodes = new Uint32Array(this.#markNeeded(genome) - genome.inputCount)
    let at = 0
    for (let gene = 0; gene < genome.nodes.id.length; gene++) {
      if (this.#place[genome.inputCount + gene] !== 0) nodes[at++] = gene
    }
    const { enabled } = genome.connections
    const connections = new Uint32Array(this.#expressedCount(enabled))
    at = 0
    for (let gene = 0; gene < enabled.length; gene++) {
      if (this.#isExpressed(enabled, gene)) connections[at++] = gene
    }
    return { nodes, connections }
  }

  #reserve({ inputCount, nodes, connections }: Genome): void {
    const nodeCount = inputCount + nodes.id.length
    if (nodeCount > this.#last.length) {
      this.#last = new Uint32Array(2 * nodeCount)
      this.#place = new Uint32Array(2 * nodeCount)
      this.#stack = new Uint32Array(2 * nodeCount)
    }
    const count = connections.innovation.length
    if (count > this.#source.length) {
      this.#source = new Uint32Array(2 * count)
      this.#target = new Uint32Array(2 * count)
      this.#next = new Uint32Array(2 * count)
    }
  }

  /** Chains the enabled connections into each node. */
  #linkConnections(genome: Genome): void {
    const { source, target, enabled } = genome.connections
    this.#last.fill(0, 0, genome.inputCount + genome.nodes.id.length)
    for (let gene = 0; gene < source.length; gene++) {
      if (enabled[gene] === 0) continue
      const to = denseIndex(genome, target[gene] as number)
      this.#source[gene] = denseIndex(genome, source[gene] as number)
      this.#target[gene] = to
      this.#next[gene] = this.#last[to] as number
      this.#last[to] = gene + 1
    }
  }

  /** Walks back from the outputs, then gives the nodes it met their places in order of id; their number, inputs included. */
  #markNeeded({ inputCount, outputCount, nodes }: Genome): number {
    const place = this.#place
    const firstHidden = inputCount + outputCount
    const nodeCount = inputCount + nodes.id.length
    place.fill(0, firstHidden, nodeCount)
    for (let node = 0; node < firstHidden; node++) place[node] = node + 1
    let depth = 0
    for (let output = inputCount; output < firstHidden; output++) this.#stack[depth++] = output
    while (depth > 0) {
      const node = this.#stack[--depth] as number
      for (let link = this.#last[node] as number; link !== 0; link = this.#next[link - 1] as number) {
        const from = this.#source[link - 1] as number
        if (place[from] !== 0) continue
        place[from] = 1
        this.#stack[depth++] = from
      }
    }
    let placed = firstHidden
    for (let node = firstHidden; node < nodeCount; node++) if (place[node] !== 0) place[node] = ++placed
    return placed
  }

  #nodes({ inputCount, nodes }: Genome, count: number) {
    const own = count - inputCount
    const activation = this.#memory.bytes(own)
    const aggregation = this.#memory.bytes(own)
    const bias = this.#memory.floats(own)
    const response = this.#memory.floats(own)
    let at = 0
    for (let gene = 0; gene < nodes.id.length; gene++) {
      if (this.#place[inputCount + gene] === 0) continue
      activation[at] = nodes.activation[gene] as number
      aggregation[at] = nodes.aggregation[gene] as number
      bias[at] = nodes.bias[gene] as number
      response[at] = nodes.response[gene] as number
      at++
    }
    return { activation, aggregation, bias, response }
  }

  /** Genomes bred for other networks have none: their nodes follow at once. */
  #timeConstants({ inputCount, nodes }: Genome, count: number): Float64Array {
    const timeConstant = this.#memory.floats(count - inputCount)
    let at = 0
    for (let gene = 0; gene < nodes.id.length; gene++) {
      if (this.#place[inputCount + gene] === 0) continue
      timeConstant[at++] = nodes.timeConstant?.[gene] ?? 1
    }
    return timeConstant
  }

  #connections({ connections }: Genome) {
    const { enabled } = connections
    const count = this.#expressedCount(enabled)
    const source = this.#memory.words(count)
    const target = this.#memory.words(count)
    const weight = this.#memory.floats(count)
    let at = 0
    for (let gene = 0; gene < enabled.length; gene++) {
      if (!this.#isExpressed(enabled, gene)) continue
      source[at] = (this.#place[this.#source[gene] as number] as number) - 1
      target[at] = (this.#place[this.#target[gene] as number] as number) - 1
      weight[at] = connections.weight[gene] as number
      at++
    }
    return { source, target, weight }
  }

  #expressedCount(enabled: Uint8Array): number {
    let count = 0
    for (let gene = 0; gene < enabled.length; gene++) if (this.#isExpressed(enabled, gene)) count++
    return count
  }

  #isExpressed(enabled: Uint8Array, gene: number): boolean {
    return enabled[gene] === 1 && this.#place[this.#target[gene] as number] !== 0
  }
}

/** All genes, the disabled ones and the dangling nodes too: for questions about structure, not for computing. */
export function fullSpec(genome: Genome): NetworkSpec {
  const { inputCount, outputCount, nodes, connections } = genome
  const dense = (ids: Uint32Array) => Uint32Array.from(ids, (id) => denseIndex(genome, id))
  return {
    kind: 'recurrent',
    inputCount,
    outputCount,
    activation: nodes.activation,
    aggregation: nodes.aggregation,
    bias: nodes.bias,
    response: nodes.response,
    source: dense(connections.source),
    target: dense(connections.target),
    weight: connections.weight,
  }
}

/** Inputs and outputs stand where their ids say; hidden nodes are looked up. */
function denseIndex({ inputCount, outputCount, nodes }: Genome, id: number): number {
  return id < inputCount + outputCount ? id : inputCount + indexInSorted(nodes.id, id, nodes.id.length)
}
