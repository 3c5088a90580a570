// Batches on slots of this machine, whatever happens to the slots: every batch gets its results in the end, if only to say that it
// failed. Who tries what again is for whoever handed the batch out.
import { batchId } from '../../base/ids.ts'
import type { Evaluation, FailedEvaluation, FailureCause } from '../../evaluate/batch.ts'
import type { RunSetting } from '../../problems/problem.ts'
import { decodeBatch, peekBatch } from '../../wire/batch-codec.ts'
import { type Frame, HEADER_BYTES } from '../../wire/frame.ts'
import { decodeResults, encodeResults } from '../../wire/results-codec.ts'
import type { StartSlot } from './slot.ts'
import { type JobEnd, SlotPool } from './slot-pool.ts'

/** Cancels what was started; nothing is reported after that. */
export type CancelBatch = () => void

/** Evaluates batch frames: on threads, or however a test or a measurement likes it. */
export interface Runner {
  readonly slots: number
  /** How batches are to be understood from now on. */
  prepare(setting: RunSetting): void
  /** Evaluates one batch frame within `limitMs` and calls `done` once with its results frame. */
  run(bytes: Uint8Array, limitMs: number, done: (frame: Frame, genomes: number) => void): CancelBatch
  close(): Promise<void>
}

export class BatchRunner implements Runner {
  readonly #pool: SlotPool
  readonly #onReplaced: (reason: string) => void
  readonly #onFailed: ((failure: FailedEvaluation) => void) | null
  /** Slots at which single genomes of the generation failed: another try goes elsewhere. */
  readonly #failedAt = new Map<number, Set<number>>()
  #generation = -1

  /**
   * `onReplaced` is told why a slot was ended or ended itself in mid-work, `onFailed` of every genome that failed by itself;
   * without it results are handed on unopened.
   */
  constructor(
    slots: number,
    start: StartSlot,
    onReplaced: (reason: string) => void = () => {},
    onFailed: ((failure: FailedEvaluation) => void) | null = null,
  ) {
    this.#pool = new SlotPool(slots, start)
    this.#onReplaced = onReplaced
    this.#onFailed = onFailed
  }

  get slots(): number {
    return this.#pool.size
  }

  prepare(setting: RunSetting): void {
    this.#pool.prepare(setting)
  }

  run(bytes: Uint8Array, limitMs: number, done: (frame: Frame, genomes: number) => void): CancelBatch {
    const single = this.#singleGenome(bytes)
    const avoid = single === null ? undefined : this.#failedAt.get(single)
    const ticket = this.#pool.run({
      bytes,
      limitMs,
      ...(avoid !== undefined && { avoid }),
      done: (end, slot) => {
        if (end.kind === 'late' || end.kind === 'crashed') this.#onReplaced(end.reason)
        const frame = end.kind === 'results' ? end.frame : failedBatch(bytes, end)
        if (single !== null) this.#noteFailure(single, frame, slot)
        if (this.#onFailed !== null) failuresIn(frame).forEach(this.#onFailed)
        done(frame, end.kind === 'results' ? end.genomes : 0)
      },
    })
    return () => this.#pool.cancel(ticket)
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  /** The genome of a batch of one, or null. */
  #singleGenome(bytes: Uint8Array): number | null {
    const header = peekBatch(bytes.subarray(HEADER_BYTES))
    if (!header.ok) return null
    if (header.value.generation !== this.#generation) this.#failedAt.clear()
    this.#generation = header.value.generation
    if (header.value.count !== 1) return null
    const batch = decodeBatch(bytes)
    return batch.ok ? (batch.value.items[0]?.genomeId ?? null) : null
  }

  #noteFailure(genome: number, frame: Frame, slot: number): void {
    const results = decodeResults(frame)
    if (!results.ok || results.value.evaluations[0]?.kind !== 'failed') return
    this.#failedAt.set(genome, (this.#failedAt.get(genome) ?? new Set()).add(slot))
  }
}

/** Of single genomes: what failed as a batch is tried again, one by one. */
function failuresIn(frame: Frame): readonly FailedEvaluation[] {
  const results = decodeResults(frame)
  if (!results.ok) return []
  return results.value.evaluations
    .filter((one) => one.kind === 'failed')
    .filter(({ cause }) => cause !== 'batch')
}

/** The answer to a batch that failed whole. By itself a genome has failed; among others nobody knows which it was. */
function failedBatch(bytes: Uint8Array, end: Exclude<JobEnd, { kind: 'results' }>): Frame {
  const batch = decodeBatch(bytes)
  const header = peekBatch(bytes.subarray(HEADER_BYTES))
  const items = batch.ok ? batch.value.items : []
  const cause = items.length === 1 ? causeOf(end) : 'batch'
  const evaluations = items.map(
    ({ genomeId }): Evaluation => ({ kind: 'failed', genomeId, cause, reason: end.reason }),
  )
  // Sessions hand on no batch whose header can't be read.
  const { batchId: id, generation } = header.ok ? header.value : { batchId: batchId(0), generation: 0 }
  return encodeResults({ batchId: id, generation, elapsedMs: 0, evaluations })
}

function causeOf(end: Exclude<JobEnd, { kind: 'results' }>): FailureCause {
  switch (end.kind) {
    case 'late':
      return 'time'
    case 'crashed':
      return 'ended'
    case 'unusable':
      return 'threw'
  }
}

/** For whoever looks after the machine whose thread it was. */
export function replacedSentence(reason: string): string {
  return `An evaluating slot was replaced: ${reason}.`
}
