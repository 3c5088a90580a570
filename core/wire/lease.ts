// A batch in somebody's hands, and when to stop waiting for it alone. Time is a number that it is told.
import type { BatchId } from '../base/ids.ts'

export interface Lease {
  readonly batchId: BatchId
  /** Key of the worker. */
  readonly holder: string
  /** Indices into the generation's items. */
  readonly indices: readonly number[]
  readonly leasedUntilMs: number
  /** When it should be done by what is known of its holder; infinite where nothing is. */
  readonly dueAtMs: number
}

/** Differences in time below this are not worth a second evaluation. */
const MARGIN_MS = 10

/** Leases due after this are so slow that a copy on an idle slot that takes `copyMs` is worth its while at once. */
export function slowAfterMs(copyMs: number, nowMs: number): number {
  return nowMs + 2 * copyMs + MARGIN_MS
}

/** By so much a lease is overdue when, as a rule of thumb, it will take as long again: then a copy is worth its while. */
export function overdueMs(copyMs: number): number {
  return copyMs + MARGIN_MS
}

/**
 * A worker's slot ends a batch after `taskTimeoutMs`; what isn't answered after so many of these, for one that waited
 * behind another, and this much for the way, was lost there.
 */
const LEASE_TASKS = 2
const LEASE_MARGIN_MS = 1000

export function leaseMs(taskTimeoutMs: number): number {
  return LEASE_TASKS * taskTimeoutMs + LEASE_MARGIN_MS
}
