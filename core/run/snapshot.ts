// What a generation leaves behind for people: small, versioned, plain JSON. Derived; never the population itself.

import type { OptionValues } from '../problems/options.ts'

export const SNAPSHOT_VERSION = 1

/** What is told of a species. */
export interface SpeciesSnapshot {
  readonly id: number
  readonly size: number
  /** Generations since the species appeared. */
  readonly age: number
  readonly best: number
  readonly mean: number
  /** Generations since the species' best fitness last improved. */
  readonly stagnation: number
  /** Children it has in the next generation; absent where species don't decide that, and in runs of before it was told. */
  readonly offspring?: number
}

/** How large the genomes of a generation are: hidden nodes, and connections that are enabled. */
export interface ComplexitySnapshot {
  readonly nodes: { readonly mean: number; readonly max: number }
  readonly connections: { readonly mean: number; readonly max: number }
  /** Whether the next generation is bred in a phase of simplification; absent where complexity isn't regulated. */
  readonly simplifying?: boolean
}

/** What is told of the best genome of a generation. */
export interface ChampionSnapshot {
  readonly genomeId: number
  readonly fitness: number
  readonly hiddenNodes: number
  readonly enabledConnections: number
}

/** What is told of a generation. */
export interface GenerationSnapshot {
  readonly version: typeof SNAPSHOT_VERSION
  /** 0 for the first population. */
  readonly generation: number
  readonly populationSize: number
  readonly best: number
  readonly mean: number
  /** Lower quartile, median and upper quartile of fitness. */
  readonly quartiles: readonly [number, number, number]
  /** In order of id; the sizes add up to the population's. */
  readonly species: readonly SpeciesSnapshot[]
  readonly compatibilityThreshold: number
  /** Evaluations so far, this generation's included. */
  readonly evaluations: number
  /** Genomes of this generation whose evaluation failed and who were given the problem's worst fitness. */
  readonly failures: number
  /** Best genome of this generation. */
  readonly champion: ChampionSnapshot
  /** Absent in runs of before it was told. */
  readonly complexity?: ComplexitySnapshot
  /**
   * What else was measured, by name: in the champion's own evaluation and in the problem's trial of it, and what a search
   * for novelty or elites has found so far. Absent where nothing was.
   */
  readonly metrics?: Readonly<Record<string, number>>
  /** Options of the problem that the generation was evaluated with; only where the problem has some. */
  readonly options?: OptionValues
  /** 32 hexadecimal digits over all genomes and their fitness, in genome order. */
  readonly populationHash: string
}
