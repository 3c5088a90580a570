// Who evaluates which genomes of one generation; in a run without generations, of all batches under way. It hands out,
// takes back, compares and merges; it knows no sockets, and the clock only as a number that it is told.
import type { BatchId } from '../base/ids.ts'
import type { Arrival, Evaluation, EvaluationBatch, EvaluationItem } from '../evaluate/batch.ts'
import { hasShape, isSampled } from './asked-shape.ts'
import { fitting } from './batch-bytes.ts'
import { batchSize } from './batch-size.ts'
import { type Disagreement, mayTake, needsCopy } from './genome-task.ts'
import { type Lease, overdueMs, slowAfterMs } from './lease.ts'
import { LeaseBook } from './lease-book.ts'
import { OpenTasks } from './open-tasks.ts'
import type { Accepted, Demand, Handout, ScheduleRules } from './schedule-types.ts'
import { Verdicts } from './verdicts.ts'
import { WaitingGenomes } from './waiting-genomes.ts'

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
  readonly #leases = new LeaseBook()
  readonly #waiting = new WaitingGenomes()
  readonly #verdicts: Verdicts
  #able: ReadonlySet<string> = new Set()
  #nothingToCopyBeforeMs = 0

  constructor(batch: EvaluationBatch, rules: ScheduleRules, able: ReadonlySet<string>) {
    this.generation = batch.generation
    this.tuning = batch.tuning
    this.#rules = rules
    this.#able = able
    this.#verdicts = new Verdicts(this.#tasks, rules, able)
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
      for (const index of indices)
        if (this.#tasks.get(index)?.wanted === wanted) this.#waiting.addFresh(index)
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
    return this.#waiting.size
  }

  leasesOf(holder: string): number {
    return this.#leases.countOf(holder)
  }

  /** Those who evaluate now; it may change until the next call. What only somebody else could decide is decided without them. */
  setAble(able: ReadonlySet<string>): void {
    this.#able = able
    this.#verdicts.setAble(able)
    this.#nothingToCopyBeforeMs = 0
  }

  /** Leases the next batch to a holder, or null when nothing waits that it may take. */
  lease(demand: Demand, id: BatchId): Handout | null {
    const again = this.#takeAgain(demand)
    const isAlone = again.some((index) => this.#tasks.get(index)?.isAlone === true)
    const size = batchSize(this.#waiting.fresh + again.length, demand, this.#rules) - again.length
    const fresh = isAlone ? [] : this.#waiting.takeFresh(size)
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
    for (const index of indices.slice(count, againCount)) this.#waiting.again.add(index)
    for (const index of indices.slice(Math.max(count, againCount)).toReversed()) this.#waiting.addFresh(index)
    return indices.slice(0, count)
  }

  /** Leases a copy of what a straggler holds, or null where nobody straggles. */
  copy(demand: Demand, id: BatchId): Handout | null {
    const { estimatedMs: copyMs, nowMs } = demand
    if (copyMs === null || nowMs < this.#nothingToCopyBeforeMs) return null
    const { due } = this.#leases
    const slowAfter = slowAfterMs(copyMs, nowMs)
    const overdue = overdueMs(copyMs)
    const worst =
      this.#worst(due.after(slowAfter), demand.holder) ??
      this.#worst(due.until(nowMs - overdue), demand.holder)
    if (worst === null) {
      const isWorth = ({ dueAtMs }: Lease) => dueAtMs > slowAfter || dueAtMs <= nowMs - overdue
      const hasOwn = this.leasesBy(demand.holder).some(isWorth)
      this.#nothingToCopyBeforeMs = hasOwn ? nowMs : due.nextDueAfter(nowMs - overdue) + overdue
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
    const known = this.#leases.at(id)
    if (known === undefined || known.lease.holder !== holder)
      return { ...NOTHING, ignored: evaluations.length }
    this.#leases.close(known)
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
      const wasTaken = this.#verdicts.take(index, { holder, evaluation }, known, disagreements)
      if (wasTaken) taken++
      if (wasTaken && evaluation.kind === 'failed') failed++
      else if (wasTaken && had > 0) compared++
      if (task.answers.length === 1) blamed.push(...task.failures.map((failure) => failure.holder))
      if (wasTaken && isFirst && (task.answers.length > 0 || task.verdict !== null)) counted++
    }
    for (const index of unanswered) this.#verdicts.leftOut(index, holder, known)
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
    for (const index of indices) this.#waiting.dropFresh(index)
    this.#leases.expect({
      ...{ batchId: id, holder, indices },
      ...{ leasedUntilMs: 0, dueAtMs: Number.POSITIVE_INFINITY },
    })
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
    const lease = this.#leases.takeBack(id)
    if (lease === null) return
    this.#release(lease)
    this.#nothingToCopyBeforeMs = 0
    for (const index of lease.indices) this.#queue(index)
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
    const { indices, firsts } = this.#verdicts.forget(holder)
    for (const index of indices) this.#queue(index)
    return firsts
  }

  expired(nowMs: number): readonly Lease[] {
    return this.#leases.expired(nowMs)
  }

  /** Those that hold. */
  leases(): readonly Lease[] {
    return this.#leases.held()
  }

  /** Of one holder. */
  leasesBy(holder: string): readonly Lease[] {
    return this.#leases.of(holder)
  }

  /** What became of genomes since the last time, in the order in which their batches are given back. */
  takeNews(): readonly Arrival[] {
    return this.#tasks.takeNews()
  }

  /** The results of every batch that is whole by now, each in its items' order; it is forgotten. */
  takeWhole(): readonly (readonly Evaluation[])[] {
    return this.#tasks.takeWhole()
  }

  #leaseOut(demand: Demand, id: BatchId, indices: readonly number[]): Handout {
    const { holder, leasedUntilMs, startsAtMs, estimatedMs } = demand
    const dueAtMs =
      estimatedMs === null ? Number.POSITIVE_INFINITY : startsAtMs + estimatedMs * indices.length
    const lease: Lease = { batchId: id, holder, indices, leasedUntilMs, dueAtMs }
    this.#leases.open(lease)
    this.#nothingToCopyBeforeMs = 0
    const items = indices.flatMap((index) => {
      const task = this.#tasks.get(index)
      if (task === undefined) return []
      task.leases = [...task.leases, lease]
      return task.item
    })
    return { lease, items }
  }

  /** The next of those that need another copy; one that goes by itself makes the whole batch. */
  #takeAgain(demand: Demand): readonly number[] {
    const { again } = this.#waiting
    const size = batchSize(Math.max(1, again.size), demand, this.#rules)
    const taken: number[] = []
    let isOthersTurn = false
    for (const index of again) {
      const task = this.#tasks.get(index)
      if (task === undefined || !needsCopy(task)) again.delete(index)
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
    for (const index of taken) again.delete(index)
    return taken
  }

  /** The first of these leases that the holder may help with. One of which everything is copied is passed over from now on. */
  #worst(leases: Iterable<Lease>, holder: string) {
    for (const lease of leases) {
      const single = lease.indices.filter((index) => {
        const task = this.#tasks.get(index)
        return task?.verdict === null && task.leases.length === 1
      })
      if (single.length === 0) this.#leases.due.delete(lease)
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
    if (task !== undefined && needsCopy(task)) this.#waiting.again.add(index)
  }

  /** Its genomes have a copy less under way. */
  #release(lease: Lease): void {
    for (const index of lease.indices) {
      const task = this.#tasks.get(index)
      if (task === undefined) continue
      task.leases = task.leases.filter((other) => other !== lease)
      for (const other of task.leases) this.#leases.due.add(other) // what was its copy may be copied again
    }
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
