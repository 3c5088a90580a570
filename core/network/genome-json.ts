// A genome as plain JSON: what is saved, exported, drawn and read by people. Numbers are IEEE doubles and survive
// JSON.stringify and JSON.parse bit for bit.
import type { ActivationName, AggregationName, NetworkKind } from './network-spec.ts'

export const GENOME_JSON_VERSION = 1

/** A node gene, as it is saved. */
export interface NodeGeneJson {
  /** Inputs are 0..inputs−1, outputs follow, hidden nodes have higher numbers. */
  readonly id: number
  readonly role: 'input' | 'output' | 'hidden'
  readonly activation: ActivationName
  readonly aggregation: AggregationName
  readonly bias: number
  readonly response: number
  /** Of a ctrnn's nodes, inputs aside. */
  readonly timeConstant?: number
}

/** A connection gene, as it is saved. */
export interface ConnectionGeneJson {
  readonly innovation: number
  readonly source: number
  readonly target: number
  readonly weight: number
  readonly enabled: boolean
}

/** Where a genome was born that came from another island. */
export interface Home {
  readonly island: string
  /** Its number there. */
  readonly id: number
  /** The one there whose champion it was when it was sent. */
  readonly generation: number
}

/** What is saved of a genome, as in a run folder's `champion.json`. */
export interface GenomeJson {
  readonly format: 'neatwork-genome'
  readonly version: typeof GENOME_JSON_VERSION
  readonly kind: NetworkKind
  readonly genomeId: number
  /** Of one that was born on another island. */
  readonly home?: Home
  readonly inputs: number
  readonly outputs: number
  /** In order of id. */
  readonly nodes: readonly NodeGeneJson[]
  /** In order of innovation. */
  readonly connections: readonly ConnectionGeneJson[]
}
