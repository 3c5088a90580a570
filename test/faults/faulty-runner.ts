// Evaluates like any worker, but sometimes answers late, twice, for genomes and batches that it was never given, or with
// bytes that mean nothing.
import { batchId, genomeId } from '../../core/base/ids.ts'
import type { Random } from '../../core/base/random.ts'
import { BatchRunner, type Runner } from '../../core/node/threads/batch-runner.ts'
import { startThreadSlot } from '../../core/node/threads/thread-slot.ts'
import type { Frame } from '../../core/wire/frame.ts'
import { decodeResults, encodeResults } from '../../core/wire/results-codec.ts'

const LATE_MS = 700

export class FaultyRunner implements Runner {
  readonly #inner: BatchRunner
  readonly #random: Random
  readonly #chance: number
  readonly #tell: (fault: string) => void

  constructor(slots: number, random: Random, options: { chance: number; tell: (fault: string) => void }) {
    this.#inner = new BatchRunner(slots, startThreadSlot)
    this.#random = random
    this.#chance = options.chance
    this.#tell = options.tell
  }

  get slots(): number {
    return this.#inner.slots
  }

  prepare(): void {}

  run(bytes: Uint8Array, limitMs: number, done: (frame: Frame, genomes: number) => void): () => void {
    return this.#inner.run(bytes, limitMs, (frame, genomes) => {
      if (!this.#random.nextChance(this.#chance)) return done(frame, genomes)
      const faults = ['late', 'twice', 'never given', 'another batch', 'garbage'] as const
      const fault = faults[this.#random.nextInt(faults.length)] ?? 'late'
      this.#tell(fault)
      if (fault === 'late') return void setTimeout(() => done(frame, genomes), LATE_MS)
      done(this.#spoilt(frame, fault), genomes)
    })
  }

  close(): Promise<void> {
    return this.#inner.close()
  }

  #spoilt(frame: Frame, fault: 'twice' | 'never given' | 'another batch' | 'garbage'): Frame {
    const decoded = decodeResults(frame)
    if (!decoded.ok) throw new Error(decoded.error.message)
    const results = decoded.value
    switch (fault) {
      case 'twice':
        return encodeResults({ ...results, evaluations: [...results.evaluations, ...results.evaluations] })
      case 'never given': {
        const stranger = { kind: 'scored', genomeId: genomeId(4_000_000_000), fitness: 1e9 } as const
        return encodeResults({ ...results, evaluations: [stranger, ...results.evaluations] })
      }
      case 'another batch':
        return encodeResults({ ...results, batchId: batchId(this.#random.nextUint32()) })
      case 'garbage':
        return Uint8Array.from({ length: 1 + this.#random.nextInt(60) }, () =>
          this.#random.nextInt(256),
        ) as Frame
    }
  }
}
