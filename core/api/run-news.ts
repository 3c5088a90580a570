// What is worth telling somebody who looks elsewhere: a run is solved, has ended, has failed, or has come to a standstill.
// Pure; windows and pages tell it each in its own way.
import type { Stall } from '../run/run-clock.ts'
import type { RunStatus } from './views.ts'

export interface NewsSource {
  readonly status: RunStatus
  readonly stall: Stall | null
}

export type RunNews =
  | { readonly kind: 'solved'; readonly generations: number }
  | { readonly kind: 'ended'; readonly generations: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'stalled'; readonly stall: Stall }

/** null where nothing is; so it is for a run that was seen for the first time, and for what a person did. */
export function newsOf(before: NewsSource | null, now: NewsSource): RunNews | null {
  if (before === null) return null
  const { status, stall } = now
  const wasOver = before.status.kind === 'ended' || before.status.kind === 'failed'
  if (status.kind === 'failed') return wasOver ? null : { kind: 'failed', message: status.message }
  if (status.kind === 'ended') {
    const { solved, reason, generations } = status.result
    if (wasOver || reason === 'stopped') return null
    return { kind: solved ? 'solved' : 'ended', generations }
  }
  return stall !== null && before.stall === null ? { kind: 'stalled', stall } : null
}
