// Batches on threads, whatever happens to the threads: a batch that ended its thread is tried again genome by genome,
// and a genome that ends its thread time and again has failed. Every batch gets its results in the end.
import type { Evaluation, EvaluationItem } from '../../evaluate/batch.ts'
import type { OnSubstrate } from '../../problems/problem.ts'
import { type Batch, decodeBatch, encodeBatch } from '../../wire/batch-codec.ts'
import type { Frame } from '../../wire/frame.ts'
import { decodeResults, encodeResults } from '../../wire/results-codec.ts'
import { type JobEnd, ThreadPool, type Ticket } from './thread-pool.ts'

/** A genome that ended its thread this many times has failed. */
const MAX_CRASHES = 3

/** Cancels what was started; nothing is reported after that. */
export type CancelBatch = () => void

export class BatchRunner {
  readonly #pool: ThreadPool

  constructor(slots: number) {
    this.#pool = new ThreadPool(slots)
  }

  get slots(): number {
    return this.#pool.slots
  }

  /** Batches may be of this problem from now on, besides those that every thread knows. */
  prepare(declared: OnSubstrate): void {
    this.#pool.prepare(declared)
  }

  /** Evaluates one batch frame and calls `done` with its results frame. */
  run(bytes: Uint8Array, done: (frame: Frame, genomes: number) => void): CancelBatch {
    const open = new Set<Ticket>()
    this.#start(bytes, open, (end) => {
      if (end.kind === 'results') return done(end.frame, end.genomes)
      const batch = decodeBatch(bytes)
      if (batch.ok) this.#oneByOne(batch.value, end, open, done)
    })
    return () => {
      for (const ticket of open) this.#pool.cancel(ticket)
    }
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  #start(bytes: Uint8Array, open: Set<Ticket>, done: (end: JobEnd) => void): void {
    const ticket = this.#pool.run(bytes, (end) => {
      open.delete(ticket)
      done(end)
    })
    open.add(ticket)
  }

  #oneByOne(
    batch: Batch,
    first: Exclude<JobEnd, { kind: 'results' }>,
    open: Set<Ticket>,
    done: (frame: Frame, genomes: number) => void,
  ): void {
    const evaluations: Evaluation[] = []
    const note = (evaluation: Evaluation) => {
      evaluations.push(evaluation)
      if (evaluations.length < batch.items.length) return
      done(encodeResults({ ...batch, elapsedMs: 0, evaluations }), evaluations.length)
    }
    if (first.kind === 'unusable') {
      for (const { genomeId } of batch.items) note({ kind: 'failed', genomeId, reason: first.reason })
      return
    }
    for (const item of batch.items) this.#single(batch, item, 1, open, note)
  }

  #single(
    batch: Batch,
    item: EvaluationItem,
    attempt: number,
    open: Set<Ticket>,
    note: (evaluation: Evaluation) => void,
  ): void {
    this.#start(encodeBatch(batch, [item]), open, (end) => {
      const results = end.kind === 'results' ? decodeResults(end.frame) : null
      const evaluation = results?.ok === true ? results.value.evaluations[0] : undefined
      if (evaluation !== undefined) return note(evaluation)
      if (attempt < MAX_CRASHES) return this.#single(batch, item, attempt + 1, open, note)
      const why = end.kind === 'results' ? 'its results were unreadable' : end.reason
      const reason = `the evaluation ended its thread ${MAX_CRASHES} times: ${why}`
      note({ kind: 'failed', genomeId: item.genomeId, reason })
    })
  }
}
