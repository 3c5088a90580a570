// Who evaluates which genomes of one generation; in a run without generations, of all batches under way. It hands out,
// takes back, compares and merges; it knows no sockets, and the clock only as a number that it is told.
import type { BatchId } from '../base/ids.ts'
import type { Arrival, Evaluation, EvaluationBatch, EvaluationItem } from '../evaluate/batch.ts'
import { hasShape, isSampled } from './asked-shape.ts'
import { fitting } from './batch-bytes.ts'
import { batchSize } from './batch-size.ts'
import { DueLeases } from './due-leases.ts'
import { type Disagreement, disagreementOn, isSame, mayTake, needsCopy, verdictOf } from './genome-task.ts'
import { type Lease, overdueMs, slowAfterMs } from './lease.ts'
import { OpenTasks } from './open-tasks.ts'
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
  readonly #tasks = new OpenTasks()
  /** Leases that hold, and those that were taken back and may still be answered; in the order in which they run out. */
  readonly #leases = new Map<BatchId, Known>()
  readonly #takenBack: BatchId[] = []
  readonly #held = new Map<string, Set<Lease>>()
  /** Those that hold and may have genomes that nobody copies yet. */
  readonly #due = new DueLeases()
  /** Indices never given out, from `#nextFresh` on in this order. */
  #fresh: number[] = []
  #nextFresh = 0
  /** Indices that need another copy; some no longer do. */
  readonly #again = new Set<number>()
  /** Indices about which something was said that decides nothing yet. */
  readonly #undecided = new Set<number>()
  #able: ReadonlySet<string> = new Set()
  #nothingToCopyBeforeMs = 0

  constructor(batch: EvaluationBatch, rules: ScheduleRules, able: ReadonlySet<string>) {
    this.generation = batch.generation
    this.tuning = batch.tuning
    this.#rules = rules
    this.#able = able
    this.#batch = batch
    this.add(batch)
  }

  /** Another batch of the same generation and kind: its genomes come after what waits. */
  add({ items }: EvaluationBatch): void {
    const { deterministic, verifyPercent } = this.#rules
    const canVerify = deterministic && this.#able.size > 1
    const wantedOf = (item: EvaluationItem) => (canVerify && isSampled(item, verifyPercent) ? 2 : 1)
    const indices = this.#tasks.add(items, wantedOf)
    // Those that two evaluate come first, so that nobody waits for the second at the end.
    for (const wanted of [2, 1]) {
      for (const index of indices) if (this.#tasks.get(index)?.wanted === wanted) this.#fresh.push(index)
    }
  }

  get isComplete(): boolean {
    return this.#tasks.open === 0
  }

  /** Genomes without a result. */
  get open(): number {
    return this.#tasks.open
  }

  /** Genomes that wait, at least: there may be some that nobody at hand may take. */
  get waiting(): number {
    return this.#freshLeft + this.#again.size
  }

  get #freshLeft(): number {
    return this.#fresh.length - this.#nextFresh
  }

  leasesOf(holder: string): number {
    return this.#held.get(holder)?.size ?? 0
  }

  /** Those who evaluate now; it may change until the next call. What only somebody else could decide is decided without them. */
  setAble(able: ReadonlySet<string>): void {
    this.#able = able
    for (const index of [...this.#undecided]) this.#judge(index)
    this.#nothingToCopyBeforeMs = 0
  }

  /** Leases the next batch to a holder, or null when nothing waits that it may take. */
  lease(demand: Demand, id: BatchId): Handout | null {
    const again = this.#takeAgain(demand)
    const isAlone = again.some((index) => this.#tasks.get(index)?.isAlone === true)
    const size = batchSize(this.#freshLeft + again.length, demand, this.#rules) - again.length
    const fresh = isAlone ? [] : this.#takeFresh(size)
    if (again.length + fresh.length === 0) return null
    const indices = this.#whatFits([...again, ...fresh], again.length)
    const handout = this.#leaseOut(demand, id, indices)
    for (const index of indices.slice(again.length)) this.#queue(index)
    return handout
  }

  /** As many of the first as go into one message; the others wait on. */
  #whatFits(indices: readonly number[], againCount: number): readonly number[] {
    const { maxMessageBytes } = this.#rules
    if (maxMessageBytes === undefined) return indices
    const items = indices.flatMap((index) => this.#tasks.get(index)?.item ?? [])
    const count = fitting(items, maxMessageBytes)
    for (const index of indices.slice(count, againCount)) this.#again.add(index)
    this.#fresh.push(...indices.slice(Math.max(count, againCount)).toReversed())
    return indices.slice(0, count)
  }

  /** Leases a copy of what a straggler holds, or null where nobody straggles. */
  copy(demand: Demand, id: BatchId): Handout | null {
    const { estimatedMs: copyMs, nowMs } = demand
    if (copyMs === null || nowMs < this.#nothingToCopyBeforeMs) return null
    const slowAfter = slowAfterMs(copyMs, nowMs)
    const overdue = overdueMs(copyMs)
    const worst =
      this.#worst(this.#due.after(slowAfter), demand.holder) ??
      this.#worst(this.#due.until(nowMs - overdue), demand.holder)
    if (worst === null) {
      const isWorth = ({ dueAtMs }: Lease) => dueAtMs > slowAfter || dueAtMs <= nowMs - overdue
      const hasOwn = [...(this.#held.get(demand.holder) ?? [])].some(isWorth)
      this.#nothingToCopyBeforeMs = hasOwn ? nowMs : this.#due.nextDueAfter(nowMs - overdue) + overdue
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
      const index = this.#tasks.indexOf(evaluation.genomeId)
      const task = index === undefined ? undefined : this.#tasks.get(index)
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

  /**
   * Takes the results of a batch that a master before this one handed out: as if it had been given out here and taken back
   * since.
   */
  adopt(id: BatchId, holder: string, evaluations: readonly Evaluation[]): Accepted {
    const indices = evaluations.flatMap(({ genomeId }) => this.#tasks.indexOf(genomeId) ?? [])
    const had = new Set(indices)
    this.#fresh = this.#fresh.filter((index) => !had.has(index))
    if (!this.#leases.has(id)) {
      const lease: Lease = {
        batchId: id,
        holder,
        indices,
        leasedUntilMs: 0,
        dueAtMs: Number.POSITIVE_INFINITY,
      }
      this.#leases.set(id, { lease, isHeld: false })
    }
    return this.accept(id, holder, evaluations)
  }

  /** The genomes with these numbers, in their order; null where one of them isn't evaluated now. */
  itemsOf(genomeIds: readonly number[]): readonly EvaluationItem[] | null {
    const items = genomeIds.flatMap((genomeId) => {
      const index = this.#tasks.indexOf(genomeId)
      return (index === undefined ? undefined : this.#tasks.get(index)?.item) ?? []
    })
    return items.length === genomeIds.length ? items : null
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
    const own = this.leasesBy(holder)
    for (const lease of own) this.revoke(lease.batchId)
    return own.reduce((sum, lease) => sum + lease.indices.length, 0)
  }

  /**
   * Everything that a holder said in this generation is forgotten. Returns, for every genome whose first result that was,
   * whose result is the first now: null where it is evaluated again.
   */
  forget(holder: string): readonly (string | null)[] {
    const firsts: (string | null)[] = []
    for (const [index, task] of this.#tasks.entries()) {
      if (![...task.answers, ...task.failures].some((one) => one.holder === holder)) continue
      const wasFirst = task.answers[0]?.holder === holder
      task.answers = task.answers.filter((answer) => answer.holder !== holder)
      task.failures = task.failures.filter((failure) => failure.holder !== holder)
      if (wasFirst) firsts.push(task.answers[0]?.holder ?? null)
      this.#tasks.reopen(index)
      this.#judge(index)
      this.#queue(index)
    }
    return firsts
  }

  expired(nowMs: number): readonly Lease[] {
    const expired: Lease[] = []
    for (const { lease, isHeld } of this.#leases.values()) {
      if (lease.leasedUntilMs > nowMs) break
      if (isHeld) expired.push(lease)
    }
    return expired
  }

  /** Those that hold. */
  leases(): readonly Lease[] {
    return [...this.#leases.values()].filter(({ isHeld }) => isHeld).map(({ lease }) => lease)
  }

  /** Of one holder. */
  leasesBy(holder: string): readonly Lease[] {
    return [...(this.#held.get(holder) ?? [])]
  }

  /** What became of genomes since the last time, in the order in which their batches are given back. */
  takeNews(): readonly Arrival[] {
    return this.#tasks.takeNews()
  }

  /** The results of every batch that is whole by now, each in its items' order; it is forgotten. */
  takeWhole(): readonly (readonly Evaluation[])[] {
    return this.#tasks.takeWhole()
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
    const held = this.#held.get(holder) ?? new Set()
    this.#held.set(holder, held.add(lease))
    this.#due.add(lease)
    this.#nothingToCopyBeforeMs = 0
    const items = indices.flatMap((index) => {
      const task = this.#tasks.get(index)
      if (task === undefined) return []
      task.leases = [...task.leases, lease]
      return task.item
    })
    return { lease, items }
  }

  #takeFresh(most: number): readonly number[] {
    const taken = this.#fresh.slice(this.#nextFresh, this.#nextFresh + Math.max(0, most))
    this.#nextFresh += taken.length
    if (this.#nextFresh * 2 > this.#fresh.length) {
      this.#fresh = this.#fresh.slice(this.#nextFresh)
      this.#nextFresh = 0
    }
    return taken
  }

  /** The next of those that need another copy; one that goes by itself makes the whole batch. */
  #takeAgain(demand: Demand): readonly number[] {
    const size = batchSize(Math.max(1, this.#again.size), demand, this.#rules)
    const taken: number[] = []
    let isOthersTurn = false
    for (const index of this.#again) {
      const task = this.#tasks.get(index)
      if (task === undefined || !needsCopy(task)) this.#again.delete(index)
      else if ((taken.length === 0 || !task.isAlone) && mayTake(task, demand.holder, this.#able)) {
        // Every other one: who verifies genomes gets them in other company, so that a result which depends on it differs.
        const isSecond = task.answers.length + task.leases.length > 0
        const isLeft = isSecond && isOthersTurn
        isOthersTurn = isSecond && !isOthersTurn
        if (isLeft) continue
        taken.push(index)
        if (task.isAlone || taken.length >= size) break
      }
    }
    for (const index of taken) this.#again.delete(index)
    return taken
  }

  /** The first of these leases that the holder may help with. One of which everything is copied is passed over from now on. */
  #worst(leases: Iterable<Lease>, holder: string) {
    for (const lease of leases) {
      const single = lease.indices.filter((index) => {
        const task = this.#tasks.get(index)
        return task?.verdict === null && task.leases.length === 1
      })
      if (single.length === 0) this.#due.delete(lease)
      const indices = single.filter((index) => {
        const task = this.#tasks.get(index)
        return task !== undefined && mayTake(task, holder, this.#able)
      })
      if (indices.length > 0) return { lease, indices }
    }
    return null
  }

  #queue(index: number): void {
    const task = this.#tasks.get(index)
    if (task !== undefined && needsCopy(task)) this.#again.add(index)
  }

  #release(lease: Lease): void {
    const held = this.#held.get(lease.holder)
    held?.delete(lease)
    if (held?.size === 0) this.#held.delete(lease.holder)
    this.#due.delete(lease)
    for (const index of lease.indices) {
      const task = this.#tasks.get(index)
      if (task === undefined) continue
      task.leases = task.leases.filter((other) => other !== lease)
      for (const other of task.leases) this.#due.add(other) // what was its copy may be copied again
    }
  }

  /** False where it changes nothing. */
  #take(
    index: number,
    { holder, evaluation }: { readonly holder: string; readonly evaluation: Evaluation },
    { lease, isHeld }: Known,
    disagreements: Disagreement[],
  ): boolean {
    const task = this.#tasks.get(index)
    if (task === undefined) return false
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
    if (task.verdict?.kind === 'failed') this.#tasks.reopen(index) // a fitness is worth more than none
    if (differs && this.#rules.deterministic) {
      task.wanted = 3
      this.#tasks.reopen(index)
      disagreements.push(disagreementOn(task))
    }
    this.#judge(index)
    return true
  }

  /** A genome that its batch's results leave out goes by itself; when it is left out even so, it has failed. */
  #unanswered(index: number, holder: string, known: Known): void {
    const genomeId = this.#tasks.get(index)?.item.genomeId
    if (genomeId === undefined) return
    const reason = 'the worker answered without a usable result'
    const evaluation = { kind: 'failed', genomeId, cause: 'batch', reason } as const
    this.#take(index, { holder, evaluation }, known, [])
  }

  /** Decides whatever can be decided about a genome. */
  #judge(index: number): void {
    const task = this.#tasks.get(index)
    this.#undecided.delete(index)
    if (task?.verdict !== null) return
    const verdict = verdictOf(task, this.#rules.maxRetries, this.#able)
    if (verdict !== null) this.#tasks.decide(index, verdict)
    else if (task.answers.length + task.failures.length > 0) this.#undecided.add(index)
  }

  /** Leases, now without use, of genomes that this lease had, too. */
  #useless({ indices }: Lease): readonly Lease[] {
    const useless = new Set<Lease>()
    const isDecided = (index: number) => this.#tasks.get(index)?.verdict !== null
    for (const index of indices) {
      for (const lease of this.#tasks.get(index)?.leases ?? []) {
        if (lease.indices.every(isDecided)) useless.add(lease)
      }
    }
    for (const lease of useless) this.revoke(lease.batchId)
    return [...useless]
  }
}
