// Numbers of batches, each given once in the life of a master.
import { type BatchId, batchId } from '../base/ids.ts'

/** Numbers batches for the life of a master. */
export class BatchNumbers {
  #next: number

  /** A master that was started again begins elsewhere, so that old numbers mean nothing to it. */
  constructor(first: number) {
    this.#next = Math.max(1, first >>> 0)
  }

  next(): BatchId {
    const id = batchId(this.#next)
    this.#next = this.#next === 0xffff_ffff ? 1 : this.#next + 1
    return id
  }
}
