// The contract of a fitness function. A problem knows networks by their contract; nothing of NEAT or of machines.
import type { Random } from '../base/random.ts'
import type { Substrate } from '../hyperneat/substrate.ts'
import type { DataSet } from '../network/gradient.ts'
import type { Network } from '../network/network-spec.ts'
import type { EvaluationSignal } from './at-work.ts'
import type { OptionIssue, OptionSpecs, OptionValues } from './options.ts'
import type { Play } from './play.ts'
import type { DataTable, TableKind } from './table/data-table.ts'

/** What a problem may use besides the network. */
export interface EvaluationContext {
  /** Seeded from (run seed, generation, genome id): the only source of chance an evaluation may use. */
  readonly random: Random
  /** A value for every option that the problem declares. */
  readonly options: OptionValues
  /** Fresh networks of the same generation to be met, as many as the problem asked for; none in `play`. */
  readonly opponents: readonly Network[]
  /** For long evaluations, which may end early where nobody waits for them any more. */
  readonly signal: EvaluationSignal
  /** Tells people how far a long evaluation is, from 0 to 1, and what it is at; it may be called often. */
  progress(share: number, note?: string): void
}

/** A finite number: higher is better. */
export type Fitness = number

/** Fitness and what else an evaluation saw. */
export interface Score {
  readonly fitness: Fitness
  /** Finite numbers by name, for people. */
  readonly metrics?: Readonly<Record<string, number>>
  /** What the network did: a finite number per axis of the problem's `behaviour`. */
  readonly behaviour?: readonly number[]
}

/** One dimension of what networks can do, for search by novelty and quality-diversity. */
export interface BehaviourAxis {
  readonly name: string
  /** Behaviours are expected between these; what lies outside counts as the nearer end where a grid needs bounds. */
  readonly low: number
  readonly high: number
}

/** A trial of a generation's champion that decides better than fitness whether the problem is solved. */
export interface ChampionTrial {
  readonly solved: boolean
  readonly metrics: Readonly<Record<string, number>>
}

/** What people declare for a problem that everybody has. */
export interface Declared {
  /** Data to learn from, in the place of the problem's own. */
  readonly table?: DataTable | undefined
  /** Where the nodes of the networks lie that evolved networks paint. */
  readonly substrate?: Substrate | undefined
}

/** The problem, by its name, and what was declared for it. */
export interface Declaration extends Declared {
  readonly problem: string
}

/** What has to be known before batches of a run can be evaluated, besides the problem's code. */
export interface RunSetting {
  /** Where the run's problem has data or a substrate that people declared. */
  readonly declared: Declaration | null
  /** A value for every option of the problem; they may change from one generation to the next. */
  readonly options: OptionValues
}

/** Where the code of a problem of somebody's own is. It runs in processes by itself, never in the one that reads this. */
export interface OwnCode {
  readonly language: 'javascript' | 'python'
  /** Absolute path. */
  readonly file: string
  /** 32 hexadecimal digits over the text of the file and of what it imports beside it, and the content of its data. */
  readonly hash: string
  /** Files that it reads, as they are called from its folder; none where absent. */
  readonly data?: readonly string[] | undefined
  /** In Python: the function's name, empty for the file's only one; null in a script that starts a worker. */
  readonly entry?: string | null
  /** Its hash says all of it: the workers bring it along, and the master knows its shape only. */
  readonly isOpen?: true
}

/** A fitness function, and all that has to be known about it. */
export interface Problem {
  /** Lower-case with dashes; unique. */
  readonly name: string
  /** Increases whenever the same network may score differently than before. */
  readonly version: number
  /** One line for people. */
  readonly summary: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** The run is solved when a genome reaches this fitness; where there is a {@link tryChampion}, that decides. */
  readonly solvedAt: number
  /** Fitness given to a genome whose evaluation failed for good. */
  readonly worstFitness: number
  /** Whether the same network and seed always score the same. */
  readonly deterministic: boolean
  /** What people may set, by name. */
  readonly options?: OptionSpecs
  /** What is wrong with values that fit their kinds; a problem in a file of somebody's own is not asked. */
  optionIssue?(values: OptionValues): OptionIssue | null
  /**
   * How many others of its generation a genome meets: drawn anew in every generation, from the run's seed. Such fitness
   * says who is better within a generation only, so that {@link tryChampion} has to say when the problem is solved.
   * Where a population has no more than that, a genome meets all others.
   */
  readonly opponents?: number
  /** Axes of the behaviour that every evaluation returns then. */
  readonly behaviour?: readonly BehaviourAxis[]
  /** What the outputs should be, where that is known: for fine-tuning. */
  readonly examples?: DataSet
  /** Where pattern networks paint other networks: the problem which these solve. */
  readonly direct?: Problem
  /** What this was made of, where people declared something: it is made anew wherever it is evaluated. */
  readonly declared?: Declared & { readonly problem: Problem }
  /** What it learns from tables, where it does: other data may take the place of its own. */
  readonly table?: TableKind
  /** Somebody's own: this object only describes it, and its functions can't be called. */
  readonly own?: OwnCode
  /** The network comes fresh; trials that must not know of each other call its `reset` in between. */
  evaluate(network: Network, context: EvaluationContext): Fitness | Score
  /**
   * Many at once, instead of `evaluate`, for what is faster so: one result per network, in their order. Each has a context
   * of its own, and its result must not depend on who shares the batch: batches are cut anew for every worker.
   */
  evaluateBatch?(
    networks: readonly Network[],
    contexts: readonly EvaluationContext[],
  ): readonly (Fitness | Score)[]
  /** Where the field's measure of success is no fitness: asked for the champion of each generation. */
  tryChampion?(network: Network): ChampionTrial
  /** How a network at work looks. */
  readonly play?: Play
}

/** The fitness in what `evaluate` returned. */
export function fitnessOf(result: Fitness | Score): Fitness {
  return typeof result === 'number' ? result : result.fitness
}
