// Gives work: fills every slot first, then every queue; slots that stay idle copy what stragglers hold. What it costs doesn't
// depend on how many workers there are. It knows nothing of results.
import type { BatchId } from '../base/ids.ts'
import type { EvaluationItem } from '../evaluate/batch.ts'
import { Attention } from './attention.ts'
import { encodeBatch } from './batch-codec.ts'
import type { BatchNumbers } from './batch-numbers.ts'
import { type Capacity, queueDepth } from './capacity.ts'
import type { Frame } from './frame.ts'
import type { GenerationSchedule } from './generation-schedule.ts'
import { isAble, type Member } from './member.ts'
import type { Demand, Handout } from './schedule-types.ts'
import type { Workforce } from './workforce.ts'

/** Workers that are given work in one turn, at most. */
const AT_ONCE = 1000

export interface DistributionPort {
  readonly send: (connection: string, frame: Frame) => void
  readonly wakeAt: (atMs: number) => void
}

/** What is to be evaluated, and of which problem. */
export interface Assignment {
  readonly schedule: GenerationSchedule
  readonly problem: string
}

export class Distribution {
  readonly #leaseMs: number
  readonly #numbers: BatchNumbers
  readonly #workforce: Workforce
  readonly #port: DistributionPort
  readonly #attention = new Attention()

  /** `leaseMs`: how long a worker may hold a batch. */
  constructor(leaseMs: number, numbers: BatchNumbers, workforce: Workforce, port: DistributionPort) {
    this.#leaseMs = leaseMs
    this.#numbers = numbers
    this.#workforce = workforce
    this.#port = port
  }

  /** A member who holds so many batches may have room for more. */
  look(member: Member, leases: number): void {
    if (isAble(member)) this.#attention.note(member.key, leases < member.slots)
    else this.#attention.forget(member.key)
  }

  /** It is gone. */
  forget({ key }: Member): void {
    this.#attention.forget(key)
  }

  handOut(work: Assignment, nowMs: number): void {
    const { schedule } = work
    if (schedule.waiting > 0) this.#giveWaiting(work, nowMs)
    if (nowMs < schedule.nextCopyAtMs) return
    for (const capacity of this.#fastestFirst(this.#attention.idle(), schedule)) {
      if (!this.#copy(work, capacity, nowMs)) return
    }
  }

  /** The message that gives these genomes to somebody. */
  frame(
    { schedule: { generation, tuning }, problem }: Assignment,
    batchId: BatchId,
    items: readonly EvaluationItem[],
  ): Frame {
    return encodeBatch({ batchId, generation, problem, ...(tuning !== undefined && { tuning }) }, items)
  }

  #giveWaiting(work: Assignment, nowMs: number): void {
    const { schedule } = work
    const before = schedule.waiting
    const chosen = this.#fastestFirst(this.#attention.next(Math.min(before, AT_ONCE)), schedule)
    for (const capacity of chosen) this.#fill(work, capacity, capacity.member.slots, nowMs)
    for (const capacity of chosen) {
      const { key, slots } = capacity.member
      const most = slots + queueDepth(capacity, batchDuration(capacity, schedule.waiting))
      this.#fill(work, capacity, most, nowMs)
      if (schedule.leasesOf(key) >= most) this.#attention.isFull(key)
    }
    // The rest gets its share in another turn, so that no turn is long.
    if (chosen.length >= AT_ONCE && schedule.waiting < before) this.#port.wakeAt(nowMs)
  }

  /** Those of them who may be given work and have room for it. */
  #fastestFirst(keys: Iterable<string>, schedule: GenerationSchedule): readonly Capacity[] {
    const able: Capacity[] = []
    for (const key of keys) {
      const member = this.#workforce.at(key)
      // Whatever its queue should be, it is no longer than its slots.
      const hasRoom = member !== undefined && schedule.leasesOf(key) < 2 * member.slots
      if (hasRoom && this.#workforce.able.has(key)) able.push(this.#workforce.capacityOf(member))
      else this.#attention.isFull(key)
    }
    return able.sort((a, b) => (a.estimatedMs ?? 0) - (b.estimatedMs ?? 0))
  }

  #fill(work: Assignment, capacity: Capacity, most: number, nowMs: number): void {
    const { schedule } = work
    const { member } = capacity
    while (schedule.waiting > 0 && schedule.leasesOf(member.key) < most) {
      const demand = this.#demand(schedule, capacity, nowMs)
      const handout = schedule.lease(demand, this.#numbers.next())
      if (handout === null) return
      this.#give(member, work, handout)
    }
  }

  /** False when nobody finds anything to copy for now. */
  #copy(work: Assignment, capacity: Capacity, nowMs: number): boolean {
    const { schedule } = work
    const { member } = capacity
    while (schedule.leasesOf(member.key) < member.slots) {
      const demand = this.#demand(schedule, capacity, nowMs)
      const handout = schedule.copy(demand, this.#numbers.next())
      if (handout === null) {
        if (schedule.nextCopyAtMs <= nowMs) return true
        this.#port.wakeAt(schedule.nextCopyAtMs)
        return false
      }
      this.#give(member, work, handout)
    }
    return true
  }

  #demand(schedule: GenerationSchedule, capacity: Capacity, nowMs: number): Demand {
    const { member, share, roundTripMs, estimatedMs, msPerGenome } = capacity
    const queued = Math.max(0, schedule.leasesOf(member.key) + 1 - member.slots)
    const batchMs = batchDuration(capacity, schedule.waiting) ?? 0
    return {
      holder: member.key,
      share,
      msPerGenome,
      estimatedMs,
      nowMs,
      startsAtMs: nowMs + roundTripMs + (queued * batchMs) / member.slots,
      leasedUntilMs: nowMs + this.#leaseMs,
    }
  }

  #give(member: Member, work: Assignment, { lease, items }: Handout): void {
    this.#port.send(member.connection, this.frame(work, lease.batchId, items))
    if (work.schedule.leasesOf(member.key) >= member.slots) this.#attention.isBusy(member.key)
  }
}

/** How long the next batch will take on one of a worker's slots, or null. */
function batchDuration({ share, estimatedMs }: Capacity, waiting: number): number | null {
  return estimatedMs === null ? null : estimatedMs * Math.max(1, (waiting * share) / 2)
}
