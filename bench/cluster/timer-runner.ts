// Slots that wait instead of computing: one timer per batch, for the sum of what its genomes say.

import type { Runner } from '../../core/node/threads/batch-runner.ts'
import { decodeBatch } from '../../core/wire/batch-codec.ts'
import type { Frame } from '../../core/wire/frame.ts'
import { encodeResults } from '../../core/wire/results-codec.ts'
import type { Waits } from './waits.ts'

interface Waiting {
  readonly bytes: Uint8Array
  readonly done: (frame: Frame, genomes: number) => void
  isCancelled: boolean
}

export class TimerRunner implements Runner {
  readonly slots: number
  readonly #slowness: number
  readonly #waits: Waits
  readonly #queue: Waiting[] = []
  #free: number

  constructor(slots: number, slowness: number, waits: Waits) {
    this.slots = slots
    this.#slowness = slowness
    this.#waits = waits
    this.#free = slots
  }

  prepare(): void {}

  run(bytes: Uint8Array, _limitMs: number, done: Waiting['done']): () => void {
    const waiting: Waiting = { bytes, done, isCancelled: false }
    this.#queue.push(waiting)
    this.#feed()
    return () => {
      waiting.isCancelled = true
    }
  }

  async close(): Promise<void> {
    this.#queue.length = 0
  }

  #feed(): void {
    while (this.#free > 0) {
      const next = this.#queue.shift()
      if (next === undefined) return
      if (!next.isCancelled) this.#begin(next)
    }
  }

  #begin(waiting: Waiting): void {
    const batch = decodeBatch(waiting.bytes)
    if (!batch.ok) throw new Error(batch.error.message)
    const { batchId, generation, items } = batch.value
    const startedMs = performance.now()
    const totalMs = items.reduce((sum, { seed }) => sum + this.#slowness * this.#waits(seed), 0)
    this.#free--
    setTimeout(() => {
      this.#free++
      const elapsedMs = performance.now() - startedMs
      const evaluations = items.map(({ genomeId }) => ({ kind: 'scored' as const, genomeId, fitness: 1 }))
      if (!waiting.isCancelled) {
        waiting.done(encodeResults({ batchId, generation, elapsedMs, evaluations }), items.length)
      }
      this.#feed()
    }, Math.round(totalMs))
  }
}
