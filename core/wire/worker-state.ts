// Where a worker's session is: a state owns only its own fields. What screens see of it derives from here.
import type { WorkerConnection } from '../api/views.ts'
import { assertNever } from '../base/invariant.ts'
import { endSentence, type WorkerEnd } from './worker-events.ts'

export type WorkerState =
  | { readonly kind: 'new' }
  | { readonly kind: 'connecting'; readonly attempt: number; readonly sinceMs: number }
  | { readonly kind: 'greeting'; readonly attempt: number; readonly sinceMs: number }
  | {
      readonly kind: 'joined'
      readonly silentForMs: number
      heardAtMs: number
      /** The run was named, so that results may be sent. */
      isInRun: boolean
    }
  | { readonly kind: 'waiting'; readonly attempt: number; readonly untilMs: number }
  | { readonly kind: 'ended'; readonly end: WorkerEnd }

/** What people see of a worker that isn't in touch with a master. */
export function unjoinedView(
  state: Exclude<WorkerState, { kind: 'joined' }>,
  nowMs: number,
): WorkerConnection {
  switch (state.kind) {
    case 'new':
      return { kind: 'connecting', attempt: 1 }
    case 'connecting':
    case 'greeting':
      return { kind: 'connecting', attempt: state.attempt }
    case 'waiting':
      return { kind: 'retrying', attempt: state.attempt, retryInMs: Math.max(0, state.untilMs - nowMs) }
    case 'ended':
      return { kind: 'closed', reason: endSentence(state.end) }
    default:
      return assertNever(state)
  }
}
