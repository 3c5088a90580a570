// Where a worker's session is: a state owns only its own fields. What screens see of it derives from here.
import type { WorkerConnection } from '../api/views.ts'
import { assertNever } from '../base/invariant.ts'
import type { Declaration } from '../problems/problem.ts'
import type { Hello } from './messages.ts'
import { endSentence, type WorkerEnd } from './worker-events.ts'

export interface WorkerSettings {
  readonly hello: Hello
  /** Leaves after the first run instead of waiting for the next. */
  readonly once: boolean
  /** Time that a connection may take until the master's welcome. */
  readonly connectionTimeoutMs: number
  /** The carrier keeps results for a master that is away. */
  readonly keepsResults?: boolean
  /** Uniform over [0, 1): the jitter of reconnection. */
  readonly chance: () => number
  /** Fingerprint of one of the hello's problems on a substrate; null where there is none. Without it, such runs are refused. */
  readonly declaredHash?: (declared: Declaration) => string | null
}

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

/** Why a connection that has said nothing for too long is given up, or null. */
export function overdueSentence(
  state: WorkerState,
  connectionTimeoutMs: number,
  nowMs: number,
): string | null {
  switch (state.kind) {
    case 'connecting':
    case 'greeting':
      if (nowMs - state.sinceMs <= connectionTimeoutMs) return null
      return `it did not answer within ${connectionTimeoutMs / 1000} s`
    case 'joined':
      return nowMs - state.heardAtMs > state.silentForMs ? 'the master has been silent for too long' : null
    default:
      return null
  }
}
