// Who evaluates which genomes of one generation. It hands out, takes back, compares and merges; it knows no sockets, and
// the clock only as a number that it is told. Indices are in range by construction, hence the casts.
import type { BatchId } from '../base/ids.ts'
import type { Evaluation, EvaluationBatch } from '../evaluate/batch.ts'
import { hasShape, isSampled } from './asked-shape.ts'
import { batchSize } from './batch-size.ts'
import {
  type Disagreement,
  disagreementOn,
  isSame,
  mayTake,
  needsCopy,
  newTask,
  type Task,
  verdictOf,
} from './genome-task.ts'
import { type Lease, worthCopyingAtMs } from './lease.ts'
import type { Accepted, Demand, Handout, ScheduleRules } from './schedule-types.ts'

/** A lease that holds, or was taken back and may still be answered. */
interface Known {
  readonly lease: Lease
  isHeld: boolean
}

/** Leases that were taken back and may still be answered. */
const MOST_TAKEN_BACK = 200

const NOTHING: Omit<Accepted, 'ignored'> = {
  counted: 0,
  compared: 0,
  failed: 0,
  blamed: [],
  disagreements: [],
  useless: [],
}

export class GenerationSchedule {
  readonly generation: number
  readonly tuning: EvaluationBatch['tuning']
  readonly #rules: ScheduleRules
  readonly #batch: EvaluationBatch
  readonly #tasks: readonly Task[]
  readonly #indexOf = new Map<number, number>()
  /** Leases that hold, and those that were taken back and may still be answered. */
  readonly #leases = new Map<BatchId, Known>()
  readonly #takenBack: BatchId[] = []
  readonly #held = new Map<string, number>()
  /** Indices never given out, the next one last. */
  readonly #fresh: number[]
  /** Indices that need another copy; some no longer do. */
  readonly #again = new Set<number>()
  #able: ReadonlySet<string> = new Set()
  #open: number
  #nothingToCopyBeforeMs = 0

  constructor(batch: EvaluationBatch, rules: ScheduleRules, able: ReadonlySet<string>) {
    this.generation = batch.generation
    this.tuning = batch.tuning
    this.#rules = rules
    this.#able = able
    this.#batch = batch
    const canVerify = rules.deterministic && able.size > 1
    this.#tasks = batch.items.map((item) =>
      newTask(item, canVerify && isSampled(item, rules.verifyPercent) ? 2 : 1),
    )
    this.#open = this.#tasks.length
    batch.items.forEach((item, index) => void this.#indexOf.set(item.genomeId, index))
    // Those that two evaluate come first, so that nobody waits for the second at the end.
    const order = this.#tasks.map((_, index) => this.#tasks.length - 1 - index)
    const asked = (wanted: number) => order.filter((index) => this.#tasks[index]?.wanted === wanted)
    this.#fresh = canVerify ? [...asked(1), ...asked(2)] : order
  }

  get isComplete(): boolean {
    return this.#open === 0
  }

  /** Genomes without a result. */
  get open(): number {
    return this.#open
  }

  /** Genomes that wait, at least: there may be some that nobody at hand may take. */
  get waiting(): number {
    return this.#fresh.length + this.#again.size
  }

  leasesOf(holder: string): number {
    return this.#held.get(holder) ?? 0
  }

  /** Those who evaluate now. What only somebody else could decide is decided without them. */
  setAble(able: ReadonlySet<string>): void {
    this.#able = able
    for (let index = 0; index < this.#tasks.length; index++) this.#judge(index)
    this.#nothingToCopyBeforeMs = 0
  }

  /** Leases the next batch to a holder, or null when nothing waits that it may take. */
  lease(demand: Demand, id: BatchId): Handout | null {
    const again = this.#takeAgain(demand)
    const isAlone = again.some((index) => this.#tasks[index]?.isAlone === true)
    const size = batchSize(this.#fresh.length + again.length, demand, this.#rules) - again.length
    const room = isAlone ? 0 : Math.max(0, Math.min(size, this.#fresh.length))
    const fresh = this.#fresh.splice(this.#fresh.length - room, room).reverse()
    if (again.length + fresh.length === 0) return null
    const handout = this.#leaseOut(demand, id, [...again, ...fresh])
    for (const index of fresh) this.#queue(index)
    return handout
  }

  /** Leases a copy of what a straggler holds, or null where nobody straggles. */
  copy(demand: Demand, id: BatchId): Handout | null {
    const { estimatedMs: copyMs, nowMs } = demand
    if (copyMs === null || nowMs < this.#nothingToCopyBeforeMs) return null
    let worst: { readonly lease: Lease; readonly indices: readonly number[] } | null = null
    let earliest = Number.POSITIVE_INFINITY
    for (const { lease, isHeld } of this.#leases.values()) {
      if (!isHeld) continue
      const worthAtMs = worthCopyingAtMs(lease, copyMs, nowMs)
      if (worthAtMs > nowMs || lease.holder === demand.holder) earliest = Math.min(earliest, worthAtMs)
      else if (worst === null || lease.dueAtMs > worst.lease.dueAtMs) {
        const indices = this.#copiable(lease, demand.holder)
        if (indices.length > 0) worst = { lease, indices }
      }
    }
    if (worst === null) {
      this.#nothingToCopyBeforeMs = earliest
      return null
    }
    // Batches are evaluated from the front, so the copies come from the back.
    const size = batchSize(worst.indices.length, { ...demand, share: 1 / 2 }, this.#rules)
    return this.#leaseOut(demand, id, worst.indices.slice(-size))
  }

  /** When {@link copy} is worth asking again, if nothing else happens before. */
  get nextCopyAtMs(): number {
    return this.#nothingToCopyBeforeMs
  }

  /**
   * Takes the results of a batch. Only its holder's count, for genomes of that batch and of the shape that was asked
   * for; what they leave out waits again. Of a genome that has a result already the two are compared.
   */
  accept(id: BatchId, holder: string, evaluations: readonly Evaluation[]): Accepted {
    const known = this.#leases.get(id)
    if (known === undefined || known.lease.holder !== holder)
      return { ...NOTHING, ignored: evaluations.length }
    this.#leases.delete(id)
    if (known.isHeld) this.#release(known.lease)
    const unanswered = new Set(known.lease.indices)
    const disagreements: Disagreement[] = []
    const blamed: string[] = []
    let [counted, taken, failed, compared] = [0, 0, 0, 0]
    for (const evaluation of evaluations) {
      const index = this.#indexOf.get(evaluation.genomeId)
      const task = index === undefined ? undefined : this.#tasks[index]
      if (index === undefined || task === undefined || !unanswered.has(index)) continue
      if (evaluation.kind === 'scored' && !hasShape(evaluation, task.item, this.#batch)) continue
      unanswered.delete(index)
      const had = task.answers.length
      const isFirst = had === 0 && task.verdict === null
      const wasTaken = this.#take(index, { holder, evaluation }, known, disagreements)
      if (wasTaken) taken++
      if (wasTaken && evaluation.kind === 'failed') failed++
      else if (wasTaken && had > 0) compared++
      if (task.answers.length === 1) blamed.push(...task.failures.map((failure) => failure.holder))
      if (wasTaken && isFirst && (task.answers.length > 0 || task.verdict !== null)) counted++
    }
    for (const index of unanswered) this.#unanswered(index, holder, known)
    for (const index of known.lease.indices) this.#queue(index)
    const useless = this.#useless(known.lease)
    return { counted, compared, failed, ignored: evaluations.length - taken, blamed, disagreements, useless }
  }

  /** Takes one lease back: its genomes wait again. */
  revoke(id: BatchId): void {
    const known = this.#leases.get(id)
    if (known?.isHeld !== true) return
    known.isHeld = false
    this.#release(known.lease)
    this.#forgetOldest(known.lease)
    this.#nothingToCopyBeforeMs = 0
    for (const index of known.lease.indices) this.#queue(index)
  }

  /** Takes everything back from a holder; returns the number of genomes that were under way there. */
  revokeAll(holder: string): number {
    if (this.leasesOf(holder) === 0) return 0
    const own = this.leases().filter((lease) => lease.holder === holder)
    for (const lease of own) this.revoke(lease.batchId)
    return own.reduce((sum, lease) => sum + lease.indices.length, 0)
  }

  /**
   * Everything that a holder said in this generation is forgotten. Returns, for every genome whose first result that was,
   * whose result is the first now: null where it is evaluated again.
   */
  forget(holder: string): readonly (string | null)[] {
    const firsts: (string | null)[] = []
    this.#tasks.forEach((task, index) => {
      if (![...task.answers, ...task.failures].some((one) => one.holder === holder)) return
      const wasFirst = task.answers[0]?.holder === holder
      task.answers = task.answers.filter((answer) => answer.holder !== holder)
      task.failures = task.failures.filter((failure) => failure.holder !== holder)
      if (wasFirst) firsts.push(task.answers[0]?.holder ?? null)
      this.#reopen(task)
      this.#judge(index)
      this.#queue(index)
    })
    return firsts
  }

  expired(nowMs: number): readonly Lease[] {
    return this.leases().filter((lease) => lease.leasedUntilMs <= nowMs)
  }

  /** Those that hold. */
  leases(): readonly Lease[] {
    return [...this.#leases.values()].filter(({ isHeld }) => isHeld).map(({ lease }) => lease)
  }

  /** All results in the items' order, once complete. */
  results(): readonly Evaluation[] {
    return this.#tasks.map(({ verdict }) => verdict).filter((verdict) => verdict !== null)
  }

  /** Of the leases that were taken back only the latest may still be answered. */
  #forgetOldest(lease: Lease): void {
    this.#takenBack.push(lease.batchId)
    const oldest = this.#takenBack.length > MOST_TAKEN_BACK ? this.#takenBack.shift() : undefined
    if (oldest !== undefined) this.#leases.delete(oldest)
  }

  #leaseOut(demand: Demand, id: BatchId, indices: readonly number[]): Handout {
    const { holder, leasedUntilMs, startsAtMs, estimatedMs } = demand
    const dueAtMs =
      estimatedMs === null ? Number.POSITIVE_INFINITY : startsAtMs + estimatedMs * indices.length
    const lease: Lease = { batchId: id, holder, indices, leasedUntilMs, dueAtMs }
    this.#leases.set(id, { lease, isHeld: true })
    this.#held.set(holder, this.leasesOf(holder) + 1)
    this.#nothingToCopyBeforeMs = 0
    const items = indices.map((index) => {
      const task = this.#tasks[index] as Task
      task.leases = [...task.leases, lease]
      return task.item
    })
    return { lease, items }
  }

  /** The next of those that need another copy; one that goes by itself makes the whole batch. */
  #takeAgain(demand: Demand): readonly number[] {
    const size = batchSize(Math.max(1, this.#again.size), demand, this.#rules)
    const taken: number[] = []
    for (const index of this.#again) {
      const task = this.#tasks[index] as Task
      if (!needsCopy(task)) this.#again.delete(index)
      else if ((taken.length === 0 || !task.isAlone) && mayTake(task, demand.holder, this.#able)) {
        taken.push(index)
        if (task.isAlone || taken.length >= size) break
      }
    }
    for (const index of taken) this.#again.delete(index)
    return taken
  }

  #copiable(lease: Lease, holder: string): readonly number[] {
    return lease.indices.filter((index) => {
      const task = this.#tasks[index] as Task
      return task.verdict === null && task.leases.length === 1 && mayTake(task, holder, this.#able)
    })
  }

  #queue(index: number): void {
    if (needsCopy(this.#tasks[index] as Task)) this.#again.add(index)
  }

  #release(lease: Lease): void {
    this.#held.set(lease.holder, this.leasesOf(lease.holder) - 1)
    for (const index of lease.indices) {
      const task = this.#tasks[index] as Task
      task.leases = task.leases.filter((other) => other !== lease)
    }
  }

  /** False where it changes nothing. */
  #take(
    index: number,
    { holder, evaluation }: { readonly holder: string; readonly evaluation: Evaluation },
    { lease, isHeld }: Known,
    disagreements: Disagreement[],
  ): boolean {
    const task = this.#tasks[index] as Task
    if (evaluation.kind === 'failed') {
      if (!isHeld || task.verdict !== null) return false
      if (evaluation.cause === 'batch' && lease.indices.length > 1) task.isAlone = true
      else task.failures = [...task.failures, { holder, evaluation }]
      this.#judge(index)
      return true
    }
    if (task.answers.some((answer) => answer.holder === holder)) return false
    const differs = task.answers.some((answer) => !isSame(answer.evaluation, evaluation))
    task.answers = [...task.answers, { holder, evaluation }]
    if (task.verdict?.kind === 'failed') this.#reopen(task) // a fitness is worth more than none
    if (differs && this.#rules.deterministic) {
      task.wanted = 3
      this.#reopen(task)
      disagreements.push(disagreementOn(task))
    }
    this.#judge(index)
    return true
  }

  /** A genome that its batch's results leave out goes by itself; when it is left out even so, it has failed. */
  #unanswered(index: number, holder: string, known: Known): void {
    const { genomeId } = (this.#tasks[index] as Task).item
    const reason = 'the worker answered without a usable result'
    const evaluation = { kind: 'failed', genomeId, cause: 'batch', reason } as const
    this.#take(index, { holder, evaluation }, known, [])
  }

  #reopen(task: Task): void {
    if (task.verdict === null) return
    task.verdict = null
    this.#open++
  }

  /** Decides whatever can be decided about a genome. */
  #judge(index: number): void {
    const task = this.#tasks[index] as Task
    if (task.verdict !== null) return
    task.verdict = verdictOf(task, this.#rules.maxRetries, this.#able)
    if (task.verdict !== null) this.#open--
  }

  /** Leases, now without use, of genomes that this lease had, too. */
  #useless({ indices }: Lease): readonly Lease[] {
    const useless = new Set<Lease>()
    for (const index of indices) {
      for (const lease of (this.#tasks[index] as Task).leases) {
        if (lease.indices.every((other) => (this.#tasks[other] as Task).verdict !== null)) useless.add(lease)
      }
    }
    for (const lease of useless) this.revoke(lease.batchId)
    return [...useless]
  }
}
