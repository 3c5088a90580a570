// Leases by the time at which they should be done, to find whom to copy among any number of them.
import type { Lease } from './lease.ts'

export class DueLeases {
  /** The soonest first, among equals the oldest; those of which nothing is known are left out. */
  readonly #leases: Lease[] = []

  add(lease: Lease): void {
    if (lease.dueAtMs === Number.POSITIVE_INFINITY) return
    const at = this.#indexFor(lease)
    if (this.#leases[at] !== lease) this.#leases.splice(at, 0, lease)
  }

  delete(lease: Lease): void {
    const at = this.#indexFor(lease)
    if (this.#leases[at] === lease) this.#leases.splice(at, 1)
  }

  /** Those due at `ms` or before, the latest first. Whoever reads may delete what was given last. */
  *until(ms: number): Generator<Lease> {
    for (let at = this.#firstAfter(ms) - 1; at >= 0; at--) {
      const lease = this.#leases[at]
      if (lease !== undefined) yield lease
    }
  }

  /** Those due after `ms`, the latest first. Whoever reads may delete what was given last. */
  *after(ms: number): Generator<Lease> {
    for (let at = this.#leases.length - 1; at >= 0; at--) {
      const lease = this.#leases[at]
      if (lease === undefined) continue
      if (lease.dueAtMs <= ms) return
      yield lease
    }
  }

  /** When the first after `ms` is due; infinite where none is. */
  nextDueAfter(ms: number): number {
    return this.#leases[this.#firstAfter(ms)]?.dueAtMs ?? Number.POSITIVE_INFINITY
  }

  /** Where a lease stands or would stand. */
  #indexFor({ dueAtMs, batchId }: Lease): number {
    return this.#firstWhere(
      (other) => other.dueAtMs > dueAtMs || (other.dueAtMs === dueAtMs && other.batchId >= batchId),
    )
  }

  #firstAfter(ms: number): number {
    return this.#firstWhere(({ dueAtMs }) => dueAtMs > ms)
  }

  #firstWhere(isBehind: (lease: Lease) => boolean): number {
    let [low, high] = [0, this.#leases.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const lease = this.#leases[middle]
      if (lease !== undefined && !isBehind(lease)) low = middle + 1
      else high = middle
    }
    return low
  }
}
