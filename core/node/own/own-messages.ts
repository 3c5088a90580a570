// What is said between this process and the process that runs somebody's own code. Both ends are Neatwork's, so that the
// types are the contract; what the code itself hands out is checked where it is loaded.
import type { Watched } from '../../api/watch.ts'
import type { NetworkSpec } from '../../network/network-spec.ts'
import type { OptionValues } from '../../problems/options.ts'
import type { Play } from '../../problems/play.ts'
import type { Problem, RunSetting } from '../../problems/problem.ts'
import type { PrintedLine, SlotReply, SlotRequest, Ticket } from '../threads/slot.ts'

/** A problem without its functions, which stay with the code. */
export type ProblemDescription = Omit<
  Problem,
  'evaluate' | 'evaluateBatch' | 'tryChampion' | 'play' | 'direct' | 'declared'
> & {
  /** Where a network at work can be watched. */
  readonly play?: Pick<Play, 'stage' | 'frameMs'>
}

/** A network to be watched at work. */
export interface WatchRequest {
  readonly network: NetworkSpec
  readonly seed: number
  readonly options: OptionValues
}

export type ToOwnProcess =
  | ({ readonly kind: 'evaluate' } & SlotRequest)
  | { readonly kind: 'cancel'; readonly ticket: Ticket }
  | { readonly kind: 'prepare'; readonly setting: RunSetting }
  | ({ readonly kind: 'watch' } & WatchRequest)

export type FromOwnProcess =
  | { readonly kind: 'loaded'; readonly problem: ProblemDescription }
  /** Said once, instead of `loaded`: the process ends then. */
  | { readonly kind: 'unloadable'; readonly reason: string }
  | { readonly kind: 'reply'; readonly reply: SlotReply }
  /** How far a long evaluation is. */
  | { readonly kind: 'told'; readonly line: PrintedLine }
  | { readonly kind: 'watched'; readonly watched: Watched }
  | { readonly kind: 'unwatchable'; readonly reason: string }
