// The contract of a fitness function. A problem knows networks by their contract; nothing of NEAT or of machines.
import type { Random } from '../base/random.ts'
import type { Network } from '../network/network-spec.ts'

/** What a problem may use besides the network. */
export interface EvaluationContext {
  /** Seeded from (run seed, generation, genome id): the only source of chance an evaluation may use. */
  readonly random: Random
}

/** A finite number: higher is better. */
export type Fitness = number

export interface Problem {
  /** Lower-case with dashes; unique. */
  readonly name: string
  /** Increases whenever the same network may score differently than before. */
  readonly version: number
  /** One line for people. */
  readonly summary: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** The run is solved when a genome reaches this fitness. */
  readonly solvedAt: number
  /** Fitness given to a genome whose evaluation failed for good. */
  readonly worstFitness: number
  /** Whether the same network and seed always score the same. */
  readonly deterministic: boolean
  evaluate(network: Network, context: EvaluationContext): Fitness
}
