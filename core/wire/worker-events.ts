// What a worker's session is told, what it wants done, and how it may end.
import type { BatchId } from '../base/ids.ts'
import { assertNever } from '../base/invariant.ts'
import type { RunSetting } from '../problems/problem.ts'
import type { Frame } from './frame.ts'

/** How it ended. */
export type WorkerEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  /** It finished what it had first. */
  | { readonly kind: 'drained'; readonly reason: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

export type WorkerInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'received'; readonly bytes: Uint8Array }
  | { readonly kind: 'closed'; readonly reason: string }
  /** Before anything was said: trying again would change nothing. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'evaluated'; readonly batchId: BatchId; readonly genomes: number; readonly frame: Frame }
  /** From now on so many evaluations at a time; 0 for a pause. */
  | { readonly kind: 'slots'; readonly slots: number }
  /** Takes no more work for as long as there is a reason; null ends the pause. */
  | { readonly kind: 'pause'; readonly reason: string | null }
  /** Finishes what it has, takes no more, and leaves. */
  | { readonly kind: 'drain'; readonly reason: string }
  | { readonly kind: 'tick' }
  | { readonly kind: 'stop' }

export type WorkerEffect =
  | { readonly kind: 'connect' }
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'send'; readonly frame: Frame }
  /** Results for a master that is away, where the carrier can keep them. */
  | { readonly kind: 'keep'; readonly frame: Frame }
  /** How the batches that follow are to be understood. */
  | { readonly kind: 'prepare'; readonly setting: RunSetting }
  | {
      readonly kind: 'evaluate'
      readonly batchId: BatchId
      readonly bytes: Uint8Array
      /** A slot that takes longer is to be ended. */
      readonly limitMs: number
    }
  | { readonly kind: 'cancel'; readonly batchIds: readonly BatchId[] }
  | { readonly kind: 'statusChanged' }
  | { readonly kind: 'finished'; readonly end: WorkerEnd }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn'; readonly message: string }

export function endSentence(end: WorkerEnd): string {
  switch (end.kind) {
    case 'done':
      return 'The run has ended.'
    case 'stopped':
      return 'This worker was stopped.'
    case 'drained':
      return `This worker has finished its work and left: ${end.reason}.`
    case 'refused':
      return end.message
    default:
      return assertNever(end)
  }
}

export function drainSentence(reason: string, genomes: number): string {
  if (genomes === 0) return `Draining: ${reason}.`
  return `Draining: ${reason}. ${genomes} genomes are still to be evaluated.`
}
