// Who evaluates which genomes of one generation. It hands out, takes back and merges; it knows no sockets, and the clock
// only as a number that it is told.
import { type BatchId, batchId } from '../base/ids.ts'
import type { Evaluation, EvaluationBatch, EvaluationItem } from '../evaluate/batch.ts'

/** Aimed length of a batch once a worker's speed is known. Short: the tail of a generation waits for one batch. */
const TARGET_BATCH_MS = 50
/** Of what is left, a slot of unknown speed gets this share of its fair part (guided self-scheduling). */
const GUIDED_SHARE = 0.5

export interface Lease {
  readonly batchId: BatchId
  /** Key of the holder, as the caller names it. */
  readonly holder: string
  /** Indices into the generation's items. */
  readonly indices: readonly number[]
  readonly leasedUntilMs: number
}

export interface Demand {
  readonly holder: string
  /** Slots of all who evaluate. */
  readonly totalSlots: number
  /** Measured milliseconds per genome of the holder, or null. */
  readonly msPerGenome: number | null
}

/** What became of results: how many counted, and how many came for nothing. */
export interface Accepted {
  readonly counted: number
  readonly ignored: number
}

export class GenerationSchedule {
  readonly generation: number
  readonly #items: readonly EvaluationItem[]
  readonly #behaviourAxes: number
  readonly tuning: EvaluationBatch['tuning']
  readonly #results: (Evaluation | undefined)[]
  readonly #indexOf = new Map<number, number>()
  readonly #leases = new Map<BatchId, Lease>()
  /** Indices not leased, the next one last. */
  readonly #waiting: number[]
  #missing: number

  constructor(batch: EvaluationBatch) {
    this.generation = batch.generation
    this.#items = batch.items
    this.#behaviourAxes = batch.behaviourAxes ?? 0
    this.tuning = batch.tuning
    this.#results = new Array(batch.items.length).fill(undefined)
    this.#missing = batch.items.length
    this.#waiting = batch.items.map((_, index) => batch.items.length - 1 - index)
    batch.items.forEach((item, index) => void this.#indexOf.set(item.genomeId, index))
  }

  get isComplete(): boolean {
    return this.#missing === 0
  }

  get waiting(): number {
    return this.#waiting.length
  }

  leasesOf(holder: string): number {
    let count = 0
    for (const lease of this.#leases.values()) if (lease.holder === holder) count++
    return count
  }

  /** Leases the next batch to a holder, or null when nothing waits. */
  lease(
    demand: Demand,
    id: BatchId,
    leasedUntilMs: number,
  ): { lease: Lease; items: readonly EvaluationItem[] } | null {
    if (this.#waiting.length === 0) return null
    const size = batchSize(this.#waiting.length, demand)
    const indices = this.#waiting.splice(this.#waiting.length - size, size).reverse()
    const lease = { batchId: id, holder: demand.holder, indices, leasedUntilMs }
    this.#leases.set(id, lease)
    return { lease, items: indices.map((index) => this.#items[index] as EvaluationItem) }
  }

  /**
   * Takes the results of a lease. Only the holder's, for genomes of that lease that have no result yet and of the
   * shape that was asked for, count; what the results leave out waits again.
   */
  accept(id: BatchId, holder: string, evaluations: readonly Evaluation[]): Accepted {
    const lease = this.#leases.get(id)
    if (lease === undefined || lease.holder !== holder) return { counted: 0, ignored: evaluations.length }
    this.#leases.delete(id)
    const own = new Set(lease.indices)
    let counted = 0
    for (const evaluation of evaluations) {
      const index = this.#indexOf.get(evaluation.genomeId)
      if (index === undefined || !own.has(index) || this.#results[index] !== undefined) continue
      if (!this.#hasShape(evaluation, this.#items[index])) continue
      this.#results[index] = evaluation
      counted++
    }
    this.#missing -= counted
    this.#waitAgain(lease)
    return { counted, ignored: evaluations.length - counted }
  }

  /** Takes one lease back: its genomes wait again. */
  revoke(id: BatchId): void {
    const lease = this.#leases.get(id)
    if (lease === undefined) return
    this.#leases.delete(id)
    this.#waitAgain(lease)
  }

  /** Takes everything back from a holder; returns the number of genomes that wait again. */
  revokeAll(holder: string): number {
    const own = [...this.#leases.values()].filter((lease) => lease.holder === holder)
    for (const lease of own) this.revoke(lease.batchId)
    return own.reduce((sum, lease) => sum + lease.indices.length, 0)
  }

  expired(nowMs: number): readonly Lease[] {
    return [...this.#leases.values()].filter((lease) => lease.leasedUntilMs <= nowMs)
  }

  leases(): readonly Lease[] {
    return [...this.#leases.values()]
  }

  /** All results in the items' order, once complete. */
  results(): readonly Evaluation[] {
    return this.#results.filter((result) => result !== undefined)
  }

  #hasShape(evaluation: Evaluation, item: EvaluationItem | undefined): boolean {
    if (evaluation.kind === 'failed') return true
    const { behaviour, tuned } = evaluation
    if ((behaviour?.length ?? 0) !== this.#behaviourAxes) return false
    if (tuned === undefined) return true
    const { weight, bias } = item?.network ?? { weight: [], bias: [] }
    return (
      this.tuning?.inherit === true &&
      tuned.weight.length === weight.length &&
      tuned.bias.length === bias.length
    )
  }

  #waitAgain(lease: Lease): void {
    for (let i = lease.indices.length - 1; i >= 0; i--) {
      const index = lease.indices[i] as number
      if (this.#results[index] === undefined) this.#waiting.push(index)
    }
  }
}

/**
 * Genomes in the next batch: at most the fair part of a slot in what is left; half of that while the speed is
 * unknown, so that batches shrink towards the end (Polychronopoulos & Kuck 1987); and no more than fit the target.
 */
export function batchSize(waiting: number, { totalSlots, msPerGenome }: Omit<Demand, 'holder'>): number {
  const fair = waiting / Math.max(1, totalSlots)
  const fitting = msPerGenome === null ? fair * GUIDED_SHARE : TARGET_BATCH_MS / Math.max(msPerGenome, 1e-6)
  return Math.max(1, Math.min(Math.ceil(fair), Math.floor(fitting), waiting))
}

/** Numbers batches for the life of a master. */
export class BatchNumbers {
  #next = 1

  next(): BatchId {
    const id = batchId(this.#next)
    this.#next = this.#next === 0xffff_ffff ? 1 : this.#next + 1
    return id
  }
}
