// What is said between this process and the process that runs somebody's own code. Both ends are Neatwork's, so that the
// types are the contract; what the code itself hands out is checked where it is loaded.
import type { Problem, RunSetting } from '../../problems/problem.ts'
import type { SlotReply, SlotRequest, Ticket } from '../threads/slot.ts'

/** A problem without its functions, which stay with the code. */
export type ProblemDescription = Omit<
  Problem,
  'evaluate' | 'evaluateBatch' | 'tryChampion' | 'play' | 'direct' | 'declared'
>

export type ToOwnProcess =
  | ({ readonly kind: 'evaluate' } & SlotRequest)
  | { readonly kind: 'cancel'; readonly ticket: Ticket }
  | { readonly kind: 'prepare'; readonly setting: RunSetting }

export type FromOwnProcess =
  | { readonly kind: 'loaded'; readonly problem: ProblemDescription }
  /** Said once, instead of `loaded`: the process ends then. */
  | { readonly kind: 'unloadable'; readonly reason: string }
  | { readonly kind: 'reply'; readonly reply: SlotReply }
