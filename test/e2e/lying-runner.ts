// Evaluates as any worker does, and makes every fitness a little worse than it is.
import type { CancelBatch, Runner } from '../../core/node/threads/batch-runner.ts'
import { BatchRunner } from '../../core/node/threads/batch-runner.ts'
import { startThreadSlot } from '../../core/node/threads/thread-slot.ts'
import type { Frame } from '../../core/wire/frame.ts'
import { decodeResults, encodeResults } from '../../core/wire/results-codec.ts'

export class LyingRunner implements Runner {
  readonly slots = 1
  readonly #inner = new BatchRunner(1, startThreadSlot)

  prepare(setting: Parameters<Runner['prepare']>[0]): void {
    this.#inner.prepare(setting)
  }

  run(bytes: Uint8Array, limitMs: number, done: (frame: Frame, genomes: number) => void): CancelBatch {
    return this.#inner.run(bytes, limitMs, (frame, genomes) => done(lie(frame), genomes))
  }

  close(): Promise<void> {
    return this.#inner.close()
  }
}

function lie(frame: Frame): Frame {
  const results = decodeResults(frame)
  if (!results.ok) throw new Error(results.error.message)
  const evaluations = results.value.evaluations.map((evaluation) =>
    evaluation.kind === 'scored' ? { ...evaluation, fitness: evaluation.fitness - 0.125 } : evaluation,
  )
  return encodeResults({ ...results.value, evaluations })
}
