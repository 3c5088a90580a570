// Leases by the time at which they should be done, to find whom to copy among any number of them: a sorted list in blocks,
// so that adding and deleting move a few hundred places at most, however many leases there are.
import type { Lease } from './lease.ts'

/** A block that grows longer is halved. */
const LONGEST_BLOCK = 512

export class DueLeases {
  /** The soonest first, among equals the oldest; no block is empty. Those of which nothing is known are left out. */
  readonly #blocks: Lease[][] = []

  add(lease: Lease): void {
    if (lease.dueAtMs === Number.POSITIVE_INFINITY) return
    const isBehind = isNotBefore(lease)
    // What comes after everything goes to the end of the last block.
    const number = Math.min(this.#blockOf(isBehind), Math.max(0, this.#blocks.length - 1))
    const block = this.#blocks[number]
    if (block === undefined) return void this.#blocks.push([lease])
    const at = firstWhere(block, isBehind)
    if (block[at] === lease) return
    block.splice(at, 0, lease)
    if (block.length > LONGEST_BLOCK) this.#blocks.splice(number + 1, 0, block.splice(LONGEST_BLOCK >> 1))
  }

  delete(lease: Lease): void {
    const isBehind = isNotBefore(lease)
    const number = this.#blockOf(isBehind)
    const block = this.#blocks[number]
    if (block === undefined) return
    const at = firstWhere(block, isBehind)
    if (block[at] !== lease) return
    block.splice(at, 1)
    if (block.length === 0) this.#blocks.splice(number, 1)
  }

  /** Those due at `ms` or before, the latest first. Whoever reads may delete what was given last. */
  *until(ms: number): Generator<Lease> {
    const last = this.#blockOf(isAfter(ms))
    for (let number = Math.min(last, this.#blocks.length - 1); number >= 0; number--) {
      const block = this.#blocks[number] ?? []
      const end = number === last ? firstWhere(block, isAfter(ms)) : block.length
      for (let at = end - 1; at >= 0; at--) yield block[at] as Lease
    }
  }

  /** Those due after `ms`, the latest first. Whoever reads may delete what was given last. */
  *after(ms: number): Generator<Lease> {
    for (let number = this.#blocks.length - 1; number >= 0; number--) {
      const block = this.#blocks[number] ?? []
      for (let at = block.length - 1; at >= 0; at--) {
        const lease = block[at] as Lease
        if (lease.dueAtMs <= ms) return
        yield lease
      }
    }
  }

  /** When the first after `ms` is due; infinite where none is. */
  nextDueAfter(ms: number): number {
    const block = this.#blocks[this.#blockOf(isAfter(ms))] ?? []
    return block[firstWhere(block, isAfter(ms))]?.dueAtMs ?? Number.POSITIVE_INFINITY
  }

  /** Number of the first block in which some lease is behind; of the one after the last where none is. */
  #blockOf(isBehind: (lease: Lease) => boolean): number {
    return firstWhere(this.#blocks, (block) => isBehind(block[block.length - 1] as Lease))
  }
}

/** Whether a lease stands where this one does, or behind. */
const isNotBefore =
  ({ dueAtMs, batchId }: Lease) =>
  (other: Lease): boolean =>
    other.dueAtMs > dueAtMs || (other.dueAtMs === dueAtMs && other.batchId >= batchId)

const isAfter =
  (ms: number) =>
  ({ dueAtMs }: Lease): boolean =>
    dueAtMs > ms

/** Index of the first for which it holds, where it holds for all behind that one; the length where there is none. */
function firstWhere<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(items[middle] as Item)) high = middle
    else low = middle + 1
  }
  return low
}
