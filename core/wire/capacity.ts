// How much work each worker should hold: what its slots contribute, and how much queued work hides a round trip.
import type { Share } from './batch-size.ts'
import type { Member } from './member.ts'

/** Time that is bridged besides the round trip: a busy machine answers late. */
const LEAD_MS = 2
/** Assumed round trip before one was measured. */
const UNKNOWN_ROUND_TRIP_MS = 5

export interface Capacity extends Share {
  readonly member: Member
  /** Estimated where nothing was measured on this worker, from the others. */
  readonly estimatedMs: number | null
  readonly roundTripMs: number
}

/** Everybody's capacity for one problem, the fastest first. */
export function capacities(members: readonly Member[], problem: string): readonly Capacity[] {
  const measured = members.flatMap(({ standing }) => standing.speeds.get(problem) ?? [])
  const mean = measured.length === 0 ? null : measured.reduce((sum, ms) => sum + ms, 0) / measured.length
  const msOf = ({ standing }: Member) => Math.max(standing.speeds.get(problem) ?? mean ?? 1, 1e-4)
  const totalRate = members.reduce((sum, member) => sum + member.slots / msOf(member), 0)
  return members
    .map((member) => ({
      member,
      share: Math.min(1, 1 / msOf(member) / totalRate),
      msPerGenome: member.standing.speeds.get(problem) ?? null,
      estimatedMs: mean === null ? null : msOf(member),
      roundTripMs: member.roundTripMs ?? UNKNOWN_ROUND_TRIP_MS,
    }))
    .sort((a, b) => (a.estimatedMs ?? 0) - (b.estimatedMs ?? 0))
}

/** Batches that a worker should have besides those that its slots are at, when batches take `batchMs`. */
export function queueDepth({ member, roundTripMs }: Capacity, batchMs: number | null): number {
  if (batchMs === null) return member.slots
  const hiding = Math.ceil((member.slots * (roundTripMs + LEAD_MS)) / Math.max(batchMs, 1e-3))
  return Math.max(1, Math.min(member.slots, hiding))
}
