// A genome in the making: crossover fills it, mutations change it in place, `finish` makes the value. One draft serves a
// whole generation. What a child has in common with its parent, mostly its structure, it shares with it.
// The only mutable form of genes; reads are in range by construction, hence the casts.
import type { GenomeId } from '../base/ids.ts'
import { type GeneMemory, SharedMemory } from './gene-memory.ts'
import { type ConnectionGenes, type Genome, indexInSorted, lowerBound, type NodeGenes } from './genome.ts'

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
  /** Of a ctrnn's node only. */
  readonly timeConstant?: number | undefined
}

/** Shared by all children without genes of their own. */
const NONE: readonly number[] = []

type Genes = Uint8Array | Uint32Array | Float64Array

export class GenomeDraft {
  readonly inputCount: number
  readonly outputCount: number
  nodeCount = 0
  connectionCount = 0
  /** Node ids, innovations and ends: read only, as they may be the template's; insertions write a copy. */
  nodeId: Uint32Array = new Uint32Array(64)
  innovation: Uint32Array = new Uint32Array(256)
  source: Uint32Array = new Uint32Array(256)
  target: Uint32Array = new Uint32Array(256)
  /** These may be written by mutations. */
  activation: Uint8Array = new Uint8Array(64)
  aggregation: Uint8Array = new Uint8Array(64)
  bias: Float64Array = new Float64Array(64)
  response: Float64Array = new Float64Array(64)
  /** null where nodes have none. */
  timeConstant: Float64Array | null = null
  weight: Float64Array = new Float64Array(256)
  enabled: Uint8Array = new Uint8Array(256)
  /** Structure is handed down for many generations, values are not: apart, neither keeps the other in memory. */
  readonly #structure: GeneMemory = new SharedMemory()
  readonly #values: GeneMemory = new SharedMemory()
  /** The genome whose node ids the draft has, and the one whose innovations it has. */
  #nodesOf: NodeGenes | null = null
  #connectionsOf: ConnectionGenes | null = null
  /** Innovations inserted since the last inheritance. */
  #added: number[] = []

  constructor(inputCount: number, outputCount: number) {
    this.inputCount = inputCount
    this.outputCount = outputCount
  }

  /** No genes at all. */
  clear(): void {
    this.nodeCount = 0
    this.connectionCount = 0
    this.timeConstant = null
    this.#ownNodes(0)
    this.#ownConnections(0)
  }

  /** Replaces all genes by those of `genome`. */
  copyFrom({ nodes, connections }: Genome): void {
    this.nodeCount = nodes.id.length
    this.connectionCount = connections.innovation.length
    this.#nodesOf = nodes
    this.#connectionsOf = connections
    this.nodeId = nodes.id
    this.innovation = connections.innovation
    this.source = connections.source
    this.target = connections.target
    this.#reserveNodes(this.nodeCount)
    this.#reserveConnections(this.connectionCount)
    this.activation.set(nodes.activation)
    this.aggregation.set(nodes.aggregation)
    this.bias.set(nodes.bias)
    this.response.set(nodes.response)
    this.#copyTimeConstants(nodes.timeConstant)
    this.weight.set(connections.weight)
    this.enabled.set(connections.enabled)
  }

  /** What is inherited is there: connections that are inserted from now on are the child's own. */
  inherited(): void {
    if (this.#added.length > 0) this.#added = []
  }

  hasNode(node: number): boolean {
    return node < this.inputCount || indexInSorted(this.nodeId, node, this.nodeCount) >= 0
  }

  /** Puts a new connection gene in its place. */
  insertConnection(gene: ConnectionGene): void {
    const count = this.connectionCount
    this.#ownConnections(count + 1)
    const at = lowerBound(this.innovation, gene.innovation, count)
    insert(this.innovation, at, count, gene.innovation)
    insert(this.source, at, count, gene.source)
    insert(this.target, at, count, gene.target)
    insert(this.weight, at, count, gene.weight)
    insert(this.enabled, at, count, gene.enabled)
    this.connectionCount = count + 1
    this.#added.push(gene.innovation)
  }

  /** Puts a new node gene in its place. */
  insertNode(gene: NodeGene): void {
    const count = this.nodeCount
    this.#ownNodes(count + 1)
    const at = lowerBound(this.nodeId, gene.id, count)
    insert(this.nodeId, at, count, gene.id)
    insert(this.activation, at, count, gene.activation)
    insert(this.aggregation, at, count, gene.aggregation)
    insert(this.bias, at, count, gene.bias)
    insert(this.response, at, count, gene.response)
    if (gene.timeConstant !== undefined) {
      this.timeConstant ??= new Float64Array(this.bias.length)
      insert(this.timeConstant, at, count, gene.timeConstant)
    }
    this.nodeCount = count + 1
  }

  /** Takes out the connection gene at index `at`. */
  removeConnection(at: number): void {
    const count = this.connectionCount
    this.#ownConnections(count)
    remove(this.innovation, at, count)
    remove(this.source, at, count)
    remove(this.target, at, count)
    remove(this.weight, at, count)
    remove(this.enabled, at, count)
    this.connectionCount = count - 1
  }

  /** Takes out the node gene at index `at`; its connections are the caller's concern. */
  removeNode(at: number): void {
    const count = this.nodeCount
    this.#ownNodes(count)
    remove(this.nodeId, at, count)
    remove(this.activation, at, count)
    remove(this.aggregation, at, count)
    remove(this.bias, at, count)
    remove(this.response, at, count)
    if (this.timeConstant !== null) remove(this.timeConstant, at, count)
    this.nodeCount = count - 1
  }

  /** The genome as a value; the draft may be used again. */
  finish(id: GenomeId, parents?: readonly GenomeId[]): Genome {
    const { inputCount, outputCount } = this
    const nodes = this.#finishNodes()
    const connections = this.#finishConnections()
    if (parents === undefined) return { id, inputCount, outputCount, nodes, connections }
    const added = this.#added.length === 0 ? NONE : [...this.#added]
    return { id, origin: { parents, added }, inputCount, outputCount, nodes, connections }
  }

  #finishNodes(): NodeGenes {
    const count = this.nodeCount
    const structure = this.#structure
    const shared = this.#nodesOf
    const nodes = {
      id: shared?.id ?? copiedWords(this.nodeId, structure.words(count)),
      activation:
        reusedBytes(shared?.activation, this.activation) ??
        copiedBytes(this.activation, structure.bytes(count)),
      aggregation:
        reusedBytes(shared?.aggregation, this.aggregation) ??
        copiedBytes(this.aggregation, structure.bytes(count)),
      bias: copiedFloats(this.bias, this.#values.floats(count)),
      response:
        reusedFloats(shared?.response, this.response) ?? copiedFloats(this.response, structure.floats(count)),
    }
    if (this.timeConstant === null) return nodes
    return { ...nodes, timeConstant: copiedFloats(this.timeConstant, this.#values.floats(count)) }
  }

  #finishConnections(): ConnectionGenes {
    const count = this.connectionCount
    const structure = this.#structure
    const shared = this.#connectionsOf
    return {
      innovation: shared?.innovation ?? copiedWords(this.innovation, structure.words(count)),
      source: shared?.source ?? copiedWords(this.source, structure.words(count)),
      target: shared?.target ?? copiedWords(this.target, structure.words(count)),
      weight: copiedFloats(this.weight, this.#values.floats(count)),
      enabled:
        reusedBytes(shared?.enabled, this.enabled) ?? copiedBytes(this.enabled, this.#values.bytes(count)),
    }
  }

  #copyTimeConstants(template: Float64Array | undefined): void {
    if (template === undefined) {
      this.timeConstant = null
      return
    }
    const isRoomy = this.timeConstant !== null && this.timeConstant.length >= this.bias.length
    if (!isRoomy) this.timeConstant = new Float64Array(this.bias.length)
    this.timeConstant?.set(template)
  }

  /** Makes node ids writable, with room for `count`. */
  #ownNodes(count: number): void {
    this.#reserveNodes(count)
    if (this.#nodesOf === null && this.nodeId.length >= count) return
    this.nodeId = grown(this.nodeId, new Uint32Array(2 * Math.max(count, this.nodeId.length, 32)))
    this.#nodesOf = null
  }

  /** Makes innovations and ends writable, with room for `count`. */
  #ownConnections(count: number): void {
    this.#reserveConnections(count)
    if (this.#connectionsOf === null && this.innovation.length >= count) return
    const length = 2 * Math.max(count, this.innovation.length, 32)
    this.innovation = grown(this.innovation, new Uint32Array(length))
    this.source = grown(this.source, new Uint32Array(length))
    this.target = grown(this.target, new Uint32Array(length))
    this.#connectionsOf = null
  }

  #reserveNodes(count: number): void {
    if (count <= this.bias.length) return
    this.activation = grown(this.activation, new Uint8Array(2 * count))
    this.aggregation = grown(this.aggregation, new Uint8Array(2 * count))
    this.bias = grown(this.bias, new Float64Array(2 * count))
    this.response = grown(this.response, new Float64Array(2 * count))
    if (this.timeConstant !== null) this.timeConstant = grown(this.timeConstant, new Float64Array(2 * count))
  }

  #reserveConnections(count: number): void {
    if (count <= this.weight.length) return
    this.weight = grown(this.weight, new Float64Array(2 * count))
    this.enabled = grown(this.enabled, new Uint8Array(2 * count))
  }
}

// One function per kind of array: a loop over all of them would run at half the speed in each.

/** Fills `into` with the first numbers of `own`. */
function copiedFloats(own: Float64Array, into: Float64Array): Float64Array {
  for (let gene = 0; gene < into.length; gene++) into[gene] = own[gene] as number
  return into
}

function copiedWords(own: Uint32Array, into: Uint32Array): Uint32Array {
  for (let gene = 0; gene < into.length; gene++) into[gene] = own[gene] as number
  return into
}

function copiedBytes(own: Uint8Array, into: Uint8Array): Uint8Array {
  for (let gene = 0; gene < into.length; gene++) into[gene] = own[gene] as number
  return into
}

/** The template's genes, if there are such and the draft's are still the same. */
function reusedFloats(template: Float64Array | undefined, own: Float64Array): Float64Array | undefined {
  if (template === undefined) return undefined
  for (let gene = 0; gene < template.length; gene++) if (template[gene] !== own[gene]) return undefined
  return template
}

function reusedBytes(template: Uint8Array | undefined, own: Uint8Array): Uint8Array | undefined {
  if (template === undefined) return undefined
  for (let gene = 0; gene < template.length; gene++) if (template[gene] !== own[gene]) return undefined
  return template
}

function insert(genes: Genes, at: number, count: number, value: number): void {
  genes.copyWithin(at + 1, at, count)
  genes[at] = value
}

function remove(genes: Genes, at: number, count: number): void {
  genes.copyWithin(at, at + 1, count)
}

function grown<Kind extends Genes>(old: Kind, larger: Kind): Kind {
  larger.set(old)
  return larger
}
