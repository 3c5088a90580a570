// A genome in the making: crossover fills it, mutations change it in place, `finish` makes the value. One draft serves a
// whole generation, so that a child costs no garbage but its own arrays.
// The only mutable form of genes; reads are in range by construction, hence the casts.
import type { GenomeId } from '../base/ids.ts'
import { type Genome, indexInSorted, lowerBound } from './genome.ts'

/** One connection gene by value. */
export interface ConnectionGene {
  readonly innovation: number
  readonly source: number
  readonly target: number
  readonly weight: number
  readonly enabled: number
}

/** One node gene by value. */
export interface NodeGene {
  readonly id: number
  readonly activation: number
  readonly aggregation: number
  readonly bias: number
  readonly response: number
}

export class GenomeDraft {
  readonly inputCount: number
  readonly outputCount: number
  nodeCount = 0
  connectionCount = 0
  nodeId = new Uint32Array(64)
  activation = new Uint8Array(64)
  aggregation = new Uint8Array(64)
  bias = new Float64Array(64)
  response = new Float64Array(64)
  innovation = new Uint32Array(256)
  source = new Uint32Array(256)
  target = new Uint32Array(256)
  weight = new Float64Array(256)
  enabled = new Uint8Array(256)

  constructor(inputCount: number, outputCount: number) {
    this.inputCount = inputCount
    this.outputCount = outputCount
  }

  clear(): void {
    this.nodeCount = 0
    this.connectionCount = 0
  }

  /** Replaces all genes by those of `genome`. */
  copyFrom({ nodes, connections }: Genome): void {
    this.#reserveNodes(nodes.id.length)
    this.#reserveConnections(connections.innovation.length)
    this.nodeCount = nodes.id.length
    this.connectionCount = connections.innovation.length
    this.nodeId.set(nodes.id)
    this.activation.set(nodes.activation)
    this.aggregation.set(nodes.aggregation)
    this.bias.set(nodes.bias)
    this.response.set(nodes.response)
    this.innovation.set(connections.innovation)
    this.source.set(connections.source)
    this.target.set(connections.target)
    this.weight.set(connections.weight)
    this.enabled.set(connections.enabled)
  }

  hasNode(node: number): boolean {
    return node < this.inputCount || indexInSorted(this.nodeId, node, this.nodeCount) >= 0
  }

  hasInnovation(innovation: number): boolean {
    return indexInSorted(this.innovation, innovation, this.connectionCount) >= 0
  }

  /** Appends `connections[index]` of `genome`; innovations must come in ascending order. */
  appendConnection({ connections }: Genome, index: number): void {
    const at = this.connectionCount
    this.#reserveConnections(at + 1)
    this.innovation[at] = connections.innovation[index] as number
    this.source[at] = connections.source[index] as number
    this.target[at] = connections.target[index] as number
    this.weight[at] = connections.weight[index] as number
    this.enabled[at] = connections.enabled[index] as number
    this.connectionCount = at + 1
  }

  /** Appends `nodes[index]` of `genome`; ids must come in ascending order. */
  appendNode({ nodes }: Genome, index: number): void {
    const at = this.nodeCount
    this.#reserveNodes(at + 1)
    this.nodeId[at] = nodes.id[index] as number
    this.activation[at] = nodes.activation[index] as number
    this.aggregation[at] = nodes.aggregation[index] as number
    this.bias[at] = nodes.bias[index] as number
    this.response[at] = nodes.response[index] as number
    this.nodeCount = at + 1
  }

  /** Puts a new connection gene in its place. */
  insertConnection(gene: ConnectionGene): void {
    this.#reserveConnections(this.connectionCount + 1)
    const at = lowerBound(this.innovation, gene.innovation, this.connectionCount)
    for (const genes of [this.innovation, this.source, this.target, this.weight, this.enabled]) {
      genes.copyWithin(at + 1, at, this.connectionCount)
    }
    this.innovation[at] = gene.innovation
    this.source[at] = gene.source
    this.target[at] = gene.target
    this.weight[at] = gene.weight
    this.enabled[at] = gene.enabled
    this.connectionCount++
  }

  /** Puts a new node gene in its place. */
  insertNode(gene: NodeGene): void {
    this.#reserveNodes(this.nodeCount + 1)
    const at = lowerBound(this.nodeId, gene.id, this.nodeCount)
    for (const genes of [this.nodeId, this.activation, this.aggregation, this.bias, this.response]) {
      genes.copyWithin(at + 1, at, this.nodeCount)
    }
    this.nodeId[at] = gene.id
    this.activation[at] = gene.activation
    this.aggregation[at] = gene.aggregation
    this.bias[at] = gene.bias
    this.response[at] = gene.response
    this.nodeCount++
  }

  /** The genome as a value; the draft may be used again. */
  finish(id: GenomeId): Genome {
    const nodes = this.nodeCount
    const connections = this.connectionCount
    return {
      id,
      inputCount: this.inputCount,
      outputCount: this.outputCount,
      nodes: {
        id: this.nodeId.slice(0, nodes),
        activation: this.activation.slice(0, nodes),
        aggregation: this.aggregation.slice(0, nodes),
        bias: this.bias.slice(0, nodes),
        response: this.response.slice(0, nodes),
      },
      connections: {
        innovation: this.innovation.slice(0, connections),
        source: this.source.slice(0, connections),
        target: this.target.slice(0, connections),
        weight: this.weight.slice(0, connections),
        enabled: this.enabled.slice(0, connections),
      },
    }
  }

  #reserveNodes(count: number): void {
    if (count <= this.nodeId.length) return
    this.nodeId = grown(this.nodeId, new Uint32Array(2 * count))
    this.activation = grown(this.activation, new Uint8Array(2 * count))
    this.aggregation = grown(this.aggregation, new Uint8Array(2 * count))
    this.bias = grown(this.bias, new Float64Array(2 * count))
    this.response = grown(this.response, new Float64Array(2 * count))
  }

  #reserveConnections(count: number): void {
    if (count <= this.innovation.length) return
    this.innovation = grown(this.innovation, new Uint32Array(2 * count))
    this.source = grown(this.source, new Uint32Array(2 * count))
    this.target = grown(this.target, new Uint32Array(2 * count))
    this.weight = grown(this.weight, new Float64Array(2 * count))
    this.enabled = grown(this.enabled, new Uint8Array(2 * count))
  }
}

function grown<Genes extends { set(from: Genes): void }>(old: Genes, larger: Genes): Genes {
  larger.set(old)
  return larger
}
