// What a master's session is told, how it is set, and what it wants done.
import type { Arrival, Evaluation, EvaluationBatch } from '../evaluate/batch.ts'
import { UNDECIDED } from '../problems/open-problem.ts'
import type { OptionValues } from '../problems/options.ts'
import type { AdmissionRules } from './admission.ts'
import type { EarlierResults } from './earlier-results.ts'
import type { Frame } from './frame.ts'
import type { HeartbeatRules } from './heartbeats.ts'
import { encodeControl, type Hello, type ProblemIdentity } from './messages.ts'
import type { HeardLine } from './printed.ts'
import type { ScheduleRules } from './schedule-types.ts'

export interface MasterSettings extends AdmissionRules, HeartbeatRules, Omit<ScheduleRules, 'deterministic'> {
  /** Number of the first batch: another for every start of a master. */
  readonly firstBatch: number
}

/** What is to be evaluated from now on. */
export interface MasterRun {
  readonly problem: ProblemIdentity
  /** Whether equal evaluations must have equal results. */
  readonly deterministic: boolean
  /** The same for the same run only, before and after a restart of the master. */
  readonly runId: string
  readonly minWorkers: number
  /** Of the problem, in force for the batches that follow. */
  readonly options: OptionValues
}

/** Where the workers have the code, the first to come decides which one it is. */
export function decided(run: MasterRun, { problems }: Hello): MasterRun {
  if (run.problem.isOpen !== true || run.problem.hash !== UNDECIDED) return run
  const hash = problems.find(({ name }) => name === run.problem.name)?.hash ?? UNDECIDED
  return { ...run, problem: { ...run.problem, hash } }
}

/** The run that begins with these members. */
export function begunRun(
  { kind: _, ...run }: Extract<MasterInput, { kind: 'beginRun' }>,
  members: readonly { readonly hello: Hello }[],
): MasterRun {
  return members.reduce((known, { hello }) => decided(known, hello), run)
}

/** What every worker is told of the run, and again when its options have changed. */
export function beginRunFrame({
  problem,
  runId,
  options,
}: Pick<MasterRun, 'problem' | 'runId' | 'options'>): Frame {
  return encodeControl('beginRun', { problem, runId, options })
}

export type MasterInput =
  | {
      readonly kind: 'connected'
      readonly connection: string
      readonly address: string
      readonly local: boolean
    }
  | { readonly kind: 'received'; readonly connection: string; readonly bytes: Uint8Array }
  | { readonly kind: 'disconnected'; readonly connection: string }
  | ({ readonly kind: 'earlier' } & EarlierResults)
  | ({ readonly kind: 'beginRun' } & MasterRun)
  | { readonly kind: 'evaluate'; readonly batch: EvaluationBatch }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'endRun'; readonly reason: string }
  /** Sends a worker away; with `bar` everybody at its address, for good. */
  | { readonly kind: 'remove'; readonly key: string; readonly bar: boolean }
  /** Asks a worker to finish what it has and to leave. */
  | { readonly kind: 'drain'; readonly key: string }
  | { readonly kind: 'tick' }

export type MasterEffect =
  | { readonly kind: 'send'; readonly connection: string; readonly frame: Frame }
  | { readonly kind: 'close'; readonly connection: string }
  /** Results that count from now on, or no longer, of batches that may not be whole yet. */
  | { readonly kind: 'arrived'; readonly arrivals: readonly Arrival[] }
  /** All results of a batch, in its order. */
  | { readonly kind: 'evaluated'; readonly evaluations: readonly Evaluation[] }
  | { readonly kind: 'waiting'; readonly connected: number; readonly needed: number }
  | { readonly kind: 'enoughWorkers' }
  | { readonly kind: 'workersChanged' }
  /** Asks for a tick at a time. */
  | { readonly kind: 'wake'; readonly atMs: number }
  /** Something that people must see: results that differ. */
  | { readonly kind: 'alarm'; readonly message: string }
  /** A line that a fitness function printed; it is logged besides. */
  | { readonly kind: 'printed'; readonly line: HeardLine }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn'; readonly message: string }
