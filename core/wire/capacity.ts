// How much work each worker should hold: what its slots contribute, and how much queued work hides a round trip.
import type { Share } from './batch-size.ts'
import type { Member } from './member.ts'

/** Time that is bridged besides the round trip: a busy machine answers late. */
const LEAD_MS = 2
/** Assumed round trip before one was measured. */
const UNKNOWN_ROUND_TRIP_MS = 5
/** No evaluation is faster. */
const LEAST_MS = 1e-4

export interface Capacity extends Share {
  readonly member: Member
  /** Estimated where nothing was measured on this worker, from the others. */
  readonly estimatedMs: number | null
  readonly roundTripMs: number
}

/** How fast some workers are together: sums that are kept up to date one worker at a time. */
export interface Pace {
  /** Workers whose speed was measured, and the sum of their milliseconds per genome. */
  measured: number
  measuredMs: number
  /** Genomes per millisecond of their slots together. */
  measuredRate: number
  /** Slots of the others. */
  unmeasuredSlots: number
}

export const newPace = (): Pace => ({ measured: 0, measuredMs: 0, measuredRate: 0, unmeasuredSlots: 0 })

/** Adds a worker, or with −1 takes away what was added of it. */
export function addPace(pace: Pace, slots: number, ms: number | null, sign: 1 | -1): void {
  if (ms === null) pace.unmeasuredSlots += sign * slots
  else {
    pace.measured += sign
    pace.measuredMs += sign * ms
    pace.measuredRate += (sign * slots) / Math.max(ms, LEAST_MS)
  }
}

/** One worker's capacity among those whose `pace` it is, itself among them; the unknown are taken for average. */
export function capacityOf(member: Member, problem: string, pace: Pace): Capacity {
  const own = member.standing.speeds.get(problem) ?? null
  const mean = pace.measured === 0 ? null : pace.measuredMs / pace.measured
  const ms = Math.max(own ?? mean ?? 1, LEAST_MS)
  const rate = pace.measuredRate + pace.unmeasuredSlots / Math.max(mean ?? 1, LEAST_MS)
  return {
    member,
    share: Math.min(1, 1 / ms / rate),
    msPerGenome: own,
    estimatedMs: mean === null ? null : ms,
    roundTripMs: member.roundTripMs ?? UNKNOWN_ROUND_TRIP_MS,
  }
}

/** Batches that a worker should have besides those that its slots are at, when batches take `batchMs`. */
export function queueDepth({ member, roundTripMs }: Capacity, batchMs: number | null): number {
  if (batchMs === null) return member.slots
  const hiding = Math.ceil((member.slots * (roundTripMs + LEAD_MS)) / Math.max(batchMs, 1e-3))
  return Math.max(1, Math.min(member.slots, hiding))
}
