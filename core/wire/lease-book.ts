// The leases of a schedule: those that hold, by number, by holder and by when they are due, and those that were taken back
// and may still be answered. It knows genomes only as indices.
import type { BatchId } from '../base/ids.ts'
import { DueLeases } from './due-leases.ts'
import type { Lease } from './lease.ts'

/** A lease that holds, or was taken back and may still be answered. */
export interface KnownLease {
  readonly lease: Lease
  readonly isHeld: boolean
}

/** Leases that were taken back and may still be answered. */
const MOST_TAKEN_BACK = 200

export class LeaseBook {
  /** In the order in which they run out. */
  readonly #known = new Map<BatchId, KnownLease>()
  readonly #takenBack: BatchId[] = []
  readonly #held = new Map<string, Set<Lease>>()
  /** Those that hold and may have genomes that nobody copies yet. */
  readonly due = new DueLeases()

  at(id: BatchId): KnownLease | undefined {
    return this.#known.get(id)
  }

  countOf(holder: string): number {
    return this.#held.get(holder)?.size ?? 0
  }

  /** Those that one holder has. */
  of(holder: string): readonly Lease[] {
    return [...(this.#held.get(holder) ?? [])]
  }

  /** Those that hold. */
  held(): readonly Lease[] {
    return [...this.#known.values()].filter(({ isHeld }) => isHeld).map(({ lease }) => lease)
  }

  /** Those that hold, and should no longer. */
  expired(nowMs: number): readonly Lease[] {
    const expired: Lease[] = []
    for (const { lease, isHeld } of this.#known.values()) {
      if (lease.leasedUntilMs > nowMs) break
      if (isHeld) expired.push(lease)
    }
    return expired
  }

  /** It holds from now on. */
  open(lease: Lease): void {
    this.#known.set(lease.batchId, { lease, isHeld: true })
    const held = this.#held.get(lease.holder) ?? new Set()
    this.#held.set(lease.holder, held.add(lease))
    this.due.add(lease)
  }

  /** It may be answered, as if it had been taken back. */
  expect(lease: Lease): void {
    if (!this.#known.has(lease.batchId)) this.#known.set(lease.batchId, { lease, isHeld: false })
  }

  /** It is answered. */
  close({ lease, isHeld }: KnownLease): void {
    this.#known.delete(lease.batchId)
    if (isHeld) this.#release(lease)
  }

  /** It holds no longer, but may still be answered; null where it didn't hold. */
  takeBack(id: BatchId): Lease | null {
    const known = this.#known.get(id)
    if (known?.isHeld !== true) return null
    const { lease } = known
    this.#known.set(id, { lease, isHeld: false })
    this.#release(lease)
    this.#takenBack.push(id)
    const oldest = this.#takenBack.length > MOST_TAKEN_BACK ? this.#takenBack.shift() : undefined
    if (oldest !== undefined) this.#known.delete(oldest)
    return lease
  }

  #release(lease: Lease): void {
    const held = this.#held.get(lease.holder)
    held?.delete(lease)
    if (held?.size === 0) this.#held.delete(lease.holder)
    this.due.delete(lease)
  }
}
