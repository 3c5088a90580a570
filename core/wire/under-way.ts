// The batches that a worker holds, by number. It knows how many genomes there are in each, and not which.
import type { BatchId } from '../base/ids.ts'

interface HeldBatch {
  readonly genomes: number
  readonly generation: number
}

export class UnderWay {
  readonly #batches = new Map<BatchId, HeldBatch>()

  get size(): number {
    return this.#batches.size
  }

  get genomes(): number {
    let genomes = 0
    for (const batch of this.#batches.values()) genomes += batch.genomes
    return genomes
  }

  /** The generation that it all belongs to; null when there is nothing. */
  get generation(): number | null {
    for (const { generation } of this.#batches.values()) return generation
    return null
  }

  get ids(): readonly BatchId[] {
    return [...this.#batches.keys()]
  }

  /** Batches of any other generation. */
  besides(generation: number): readonly BatchId[] {
    return [...this.#batches].filter(([, batch]) => batch.generation !== generation).map(([id]) => id)
  }

  add(id: BatchId, batch: HeldBatch): void {
    this.#batches.set(id, batch)
  }

  /** False where there is no such batch: it was cancelled meanwhile. */
  remove(id: BatchId): boolean {
    return this.#batches.delete(id)
  }
}
