// What is handed out to be evaluated, what comes back, and the one shape of everything that evaluates.
// Serial, threads, cluster: all the same port. It refuses to know where evaluation happens.
import type { AbortSignalLike } from '../base/abort.ts'
import type { GenomeId } from '../base/ids.ts'
import type { NetworkSpec } from '../network/network-spec.ts'
import type { OptionValues } from '../problems/options.ts'
import type { FineTuning } from '../tune/fine-tune.ts'
import type { Metrics } from './metrics.ts'

/** One genome to evaluate: its network and the seed of its chance. */
export interface EvaluationItem {
  readonly genomeId: GenomeId
  /** Unsigned 32-bit; from (run seed, generation, genome id), never from the worker. */
  readonly seed: number
  readonly network: NetworkSpec
  /**
   * Networks of the same generation that it meets, where the problem asks for some: as they were bred, before any
   * fine-tuning. One network is one object, however many meet it, so that it travels once.
   */
  readonly opponents?: readonly NetworkSpec[]
}

/** All genomes of one generation that need a fitness, in genome order. */
export interface EvaluationBatch {
  readonly generation: number
  readonly items: readonly EvaluationItem[]
  /** Length of every behaviour; 0 or absent where the problem has none. */
  readonly behaviourAxes?: number
  /** A value for every option of the problem; its defaults where absent. */
  readonly options?: OptionValues
  /** Fine-tuning of every network before it is evaluated, where the run asks for it. */
  readonly tuning?: Tuning
}

/** Fine-tuning as a step of an evaluation. */
export interface Tuning extends FineTuning {
  /** Whether the genome gets the tuned numbers (Lamarckian), or only their fitness (Baldwinian). */
  readonly inherit: boolean
}

/** Numbers of a network after fine-tuning, in the order of its spec. */
export interface TunedNumbers {
  readonly weight: Float64Array
  readonly bias: Float64Array
}

/** Result of one genome: a finite fitness, or the reason why there is none. */
export type Evaluation =
  | {
      readonly kind: 'scored'
      readonly genomeId: GenomeId
      readonly fitness: number
      /** Finite numbers; as many as the problem has behaviour axes. Only where it has some. */
      readonly behaviour?: Float64Array
      /** What else the evaluation saw, for people; absent where it told nothing. No part of any hash. */
      readonly metrics?: Metrics
      /** Only where the run's genomes inherit what was tuned. */
      readonly tuned?: TunedNumbers
    }
  | FailedEvaluation

/** A genome without a fitness, and why: it gets the problem's worst. */
export interface FailedEvaluation {
  readonly kind: 'failed'
  readonly genomeId: GenomeId
  readonly cause: FailureCause
  readonly reason: string
  /** Where somebody's own code was when it threw, frame by frame, for people; absent where nobody knows. */
  readonly trace?: string
}

/** Characters of a trace that are kept: its end, or its beginning, is where the error is. */
export const LONGEST_TRACE = 4000

/**
 * What ended an evaluation without a fitness: it threw; it returned what is no fitness; it took too long; it ended its
 * thread, by running out of memory for one. `batch`: the batch failed whole, and it isn't known by which genome.
 */
export const FAILURE_CAUSES = ['threw', 'value', 'time', 'ended', 'batch'] as const
/** What ended an evaluation without a fitness. */
export type FailureCause = (typeof FAILURE_CAUSES)[number]

/** What has become of one genome while its batch is under way: its result, or that a result of before holds no longer. */
export type Arrival = Evaluation | { readonly kind: 'taken back'; readonly genomeId: GenomeId }

/** Hears of results as they come, which may be long before their batch is whole. */
export type Arrived = (arrivals: readonly Arrival[]) => void

/** Thrown by an evaluator whose signal was aborted. */
export class EvaluationAborted extends Error {
  override readonly name = 'EvaluationAborted'
  constructor() {
    super('the evaluation was cancelled')
  }
}

/** Whatever evaluates: one thread, many, or a cluster. A run has the same bits with all of them. */
export interface BatchEvaluator {
  /**
   * Evaluates every item and resolves to one {@link Evaluation} per item, in the items' order whatever the order of
   * arrival. Rejects with {@link EvaluationAborted} when `signal` is aborted; it does not reject for a genome's own
   * failure. `arrived` is called before it resolves, with every result that counts.
   */
  evaluate(batch: EvaluationBatch, signal: AbortSignalLike, arrived?: Arrived): Promise<readonly Evaluation[]>
}
