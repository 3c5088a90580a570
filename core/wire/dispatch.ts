// Keeps everybody busy with what is to be evaluated: whom to give the next batch, whom to copy, whom to set aside. It knows
// members and their schedule; connections only as names, the clock only as a number. Nothing that happens to one worker
// makes it look at all of them.
import type { ClusterWork } from '../api/cluster-work.ts'
import type { Phase } from '../api/phases.ts'
import type { BatchId } from '../base/ids.ts'
import type { Arrival, Evaluation, EvaluationBatch, EvaluationItem } from '../evaluate/batch.ts'
import { Attention } from './attention.ts'
import { encodeBatch } from './batch-codec.ts'
import type { BatchNumbers } from './batch-numbers.ts'
import { type Capacity, queueDepth } from './capacity.ts'
import type { EarlierResults } from './earlier-results.ts'
import type { Frame } from './frame.ts'
import { GenerationSchedule } from './generation-schedule.ts'
import type { Disagreement } from './genome-task.ts'
import type { Lease } from './lease.ts'
import { describeMember, isAble, type Member } from './member.ts'
import { encodeControl } from './messages.ts'
import { decodeResults, type Results } from './results-codec.ts'
import type { Accepted, Demand, Handout, ScheduleRules } from './schedule-types.ts'
import { excessOfFailures, noteSpeed } from './standing.ts'
import { newTally, type Tally } from './tally.ts'
import { WorkRecord } from './work-record.ts'
import { Workforce } from './workforce.ts'

export interface DispatchRules extends Omit<ScheduleRules, 'deterministic'> {
  /** How long a worker may hold a batch. */
  readonly leaseMs: number
}

/** Workers that are given work in one turn, at most. */
const AT_ONCE = 1000

/** What the dispatch asks of the session. */
export interface DispatchPort {
  readonly send: (connection: string, frame: Frame) => void
  readonly log: (level: 'info' | 'warn', message: string) => void
  readonly alarm: (message: string) => void
  /** Results that count from now on, or no longer; `evaluated` follows once their batch is whole. */
  readonly arrived: (arrivals: readonly Arrival[]) => void
  readonly evaluated: (evaluations: readonly Evaluation[]) => void
  readonly wakeAt: (atMs: number) => void
  /** Somebody may no longer work. */
  readonly setAside: () => void
}

export interface Job {
  readonly problem: string
  readonly deterministic: boolean
}

export class Dispatch {
  readonly #rules: DispatchRules
  readonly #port: DispatchPort
  readonly #numbers: BatchNumbers
  #job: Job | null = null
  #schedule: GenerationSchedule | null = null
  #isHeld = false
  readonly #tally = newTally()
  readonly #workforce = new Workforce()
  readonly #attention = new Attention()
  readonly #record = new WorkRecord()
  /** Who was given work when the schedule was told last. */
  #told: ReadonlySet<string> | null = null

  constructor(rules: DispatchRules, numbers: BatchNumbers, port: DispatchPort) {
    this.#rules = rules
    this.#numbers = numbers
    this.#port = port
  }

  /** What was counted since the master began to listen. */
  get tally(): Readonly<Tally> {
    return this.#tally
  }

  /** Whether anything is to be evaluated. */
  get isUnderWay(): boolean {
    return this.#schedule !== null
  }

  /** Genomes of this generation that nobody has evaluated yet. */
  get waiting(): number {
    return this.#schedule?.open ?? 0
  }

  /** Slots of all who may work. */
  get slots(): number {
    return this.#workforce.ableMembers().reduce((sum, member) => sum + member.slots, 0)
  }

  /** Slots that have something to do. */
  get busySlots(): number {
    const busy = (member: Member) => Math.min(member.slots, this.#schedule?.leasesOf(member.key) ?? 0)
    return this.#workforce.members().reduce((sum, member) => sum + busy(member), 0)
  }

  /** How many count for the workers that a run asks for. */
  get useful(): { readonly local: number; readonly remote: number } {
    return this.#workforce.useful
  }

  /** What was done lately; noted while somebody asks for it. */
  work(after: Parameters<WorkRecord['look']>[0], nowMs: number): Omit<ClusterWork, 'long'> {
    return { ...this.#record.look(after, nowMs), slots: this.slots }
  }

  isWorking(member: Member): boolean {
    return (this.#schedule?.leasesOf(member.key) ?? 0) > 0
  }

  /** A batch of the generation that is under way joins it; any other takes its place. */
  begin(job: Job, batch: EvaluationBatch): void {
    if (this.#schedule?.generation === batch.generation) return this.#schedule.add(batch)
    const rules = { ...this.#rules, deterministic: job.deterministic }
    this.#job = job
    this.#workforce.setProblem(job.problem)
    this.#schedule = new GenerationSchedule(batch, rules, this.#workforce.able)
    for (const member of this.#workforce.members()) this.#look(member)
  }

  /** Nothing more is wanted of this generation. */
  abandon(nowMs: number): void {
    this.#cancel(this.#schedule?.leases() ?? [])
    this.#schedule = null
    this.#record.enter(this.#phase(), nowMs)
  }

  /** While held, nothing is handed out. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
  }

  /** Somebody came, or may do more or less than before; {@link membersChanged} follows. */
  note(member: Member): void {
    this.#workforce.note(member)
    this.#look(member)
  }

  /** Takes back what a member holds that is gone; returns the number of genomes. {@link membersChanged} follows. */
  leave(member: Member): number {
    this.#workforce.leave(member)
    this.#attention.forget(member.key)
    const revoked = this.#schedule?.revokeAll(member.key) ?? 0
    this.#tally.retries += revoked
    return revoked
  }

  membersChanged(nowMs: number): void {
    this.#tellAble()
    this.advance(nowMs)
  }

  results(member: Member, results: Results, nowMs: number): void {
    const schedule = this.#schedule
    const { evaluations, elapsedMs, generation, batchId } = results
    if (schedule === null || generation !== schedule.generation || member.standing.setAside !== null) {
      this.#tally.ignored += evaluations.length
      return
    }
    const accepted = schedule.accept(batchId, member.key, evaluations)
    this.#remember(member, results, nowMs)
    this.#tally.genomes += accepted.counted
    this.#tally.verified += accepted.compared
    this.#tally.retries += accepted.failed
    this.#tally.differing += accepted.disagreements.length
    this.#note(member, accepted, evaluations.length, elapsedMs)
    this.#look(member)
    this.#cancel(accepted.useless)
    for (const disagreement of accepted.disagreements) this.#disagree(disagreement, schedule)
    this.advance(nowMs)
  }

  /** Takes results of a batch that an earlier master handed out, where its work was the same as what is wanted now. */
  adopt({ holder, bytes, isOfWork }: EarlierResults, beginRun: Frame): void {
    const schedule = this.#schedule
    const decoded = decodeResults(bytes)
    if (schedule === null || !decoded.ok || decoded.value.generation !== schedule.generation) return
    const { evaluations, batchId } = decoded.value
    const items = schedule.itemsOf(evaluations.map(({ genomeId }) => genomeId))
    if (items === null || !isOfWork(beginRun, this.#batchFrame(schedule, batchId, items))) return
    const { counted, compared, disagreements, useless } = schedule.adopt(batchId, holder, evaluations)
    this.#tally.genomes += counted
    this.#tally.verified += compared
    this.#tally.differing += disagreements.length
    this.#cancel(useless)
    for (const disagreement of disagreements) this.#disagree(disagreement, schedule)
    if (counted > 0) this.#port.log('info', `Took ${counted} results that were asked for earlier.`)
  }

  /** Takes back what was held for too long. */
  expire(nowMs: number): void {
    const expired = this.#schedule?.expired(nowMs) ?? []
    for (const lease of expired) {
      const member = this.#workforce.at(lease.holder)
      if (member !== undefined) member.isOverdue = true
      this.#port.log(
        'warn',
        `Worker "${member?.label ?? lease.holder}" held ${lease.indices.length} genomes for ${this.#rules.leaseMs} ms without ` +
          'an answer; they are given out again. If evaluations take that long, raise taskTimeoutMs.',
      )
      this.#schedule?.revoke(lease.batchId)
      this.#tally.retries += lease.indices.length
      if (member !== undefined) this.#workforce.note(member)
      this.#cancel([lease])
    }
    if (expired.length > 0) this.membersChanged(nowMs)
  }

  /** Gives back every batch that is whole, and hands out what there is. */
  advance(nowMs: number): void {
    this.#advance(nowMs)
    this.#record.enter(this.#phase(), nowMs)
  }

  #advance(nowMs: number): void {
    const schedule = this.#schedule
    if (schedule === null) return
    const news = schedule.takeNews()
    if (news.length > 0) this.#port.arrived(news)
    for (const results of schedule.takeWhole()) {
      this.#tally.quarantined += results.filter(({ kind }) => kind === 'failed').length
      this.#port.evaluated(results)
    }
    if (schedule.isComplete) {
      this.#cancel(schedule.leases())
      this.#schedule = null
    } else if (!this.#isHeld) this.#handOut(schedule, nowMs)
  }

  /** Fills every slot first, then every queue; slots that stay idle copy what stragglers hold. */
  #handOut(schedule: GenerationSchedule, nowMs: number): void {
    if (schedule.waiting > 0) this.#giveWaiting(schedule, nowMs)
    if (nowMs < schedule.nextCopyAtMs) return
    for (const capacity of this.#fastestFirst(this.#attention.idle())) {
      if (!this.#copy(schedule, capacity, nowMs)) return
    }
  }

  #giveWaiting(schedule: GenerationSchedule, nowMs: number): void {
    const before = schedule.waiting
    const chosen = this.#fastestFirst(this.#attention.next(Math.min(before, AT_ONCE)))
    for (const capacity of chosen) this.#fill(schedule, capacity, capacity.member.slots, nowMs)
    for (const capacity of chosen) {
      const { key, slots } = capacity.member
      const most = slots + queueDepth(capacity, batchDuration(capacity, schedule.waiting))
      this.#fill(schedule, capacity, most, nowMs)
      if (schedule.leasesOf(key) >= most) this.#attention.isFull(key)
    }
    // The rest gets its share in another turn, so that no turn is long.
    if (chosen.length >= AT_ONCE && schedule.waiting < before) this.#port.wakeAt(nowMs)
  }

  #fastestFirst(keys: Iterable<string>): readonly Capacity[] {
    const able: Capacity[] = []
    for (const key of keys) {
      const member = this.#workforce.at(key)
      if (member === undefined || !this.#workforce.able.has(key) || this.#isFull(member))
        this.#attention.isFull(key)
      else able.push(this.#workforce.capacityOf(member))
    }
    return able.sort((a, b) => (a.estimatedMs ?? 0) - (b.estimatedMs ?? 0))
  }

  /** Whatever its queue should be, it is no longer than this. */
  #isFull({ key, slots }: Member): boolean {
    return (this.#schedule?.leasesOf(key) ?? 0) >= 2 * slots
  }

  #fill(schedule: GenerationSchedule, capacity: Capacity, most: number, nowMs: number): void {
    const { member } = capacity
    while (schedule.waiting > 0 && schedule.leasesOf(member.key) < most) {
      const demand = this.#demand(schedule, capacity, nowMs)
      const handout = schedule.lease(demand, this.#numbers.next())
      if (handout === null) return
      this.#give(member, schedule, handout)
    }
  }

  /** False when nobody finds anything to copy for now. */
  #copy(schedule: GenerationSchedule, capacity: Capacity, nowMs: number): boolean {
    const { member } = capacity
    while (schedule.leasesOf(member.key) < member.slots) {
      const demand = this.#demand(schedule, capacity, nowMs)
      const handout = schedule.copy(demand, this.#numbers.next())
      if (handout === null) {
        if (schedule.nextCopyAtMs <= nowMs) return true
        this.#port.wakeAt(schedule.nextCopyAtMs)
        return false
      }
      this.#give(member, schedule, handout)
    }
    return true
  }

  #demand(schedule: GenerationSchedule, capacity: Capacity, nowMs: number): Demand {
    const { member, share, roundTripMs, estimatedMs, msPerGenome } = capacity
    const queued = Math.max(0, schedule.leasesOf(member.key) + 1 - member.slots)
    const batchMs = batchDuration(capacity, schedule.waiting) ?? 0
    return {
      holder: member.key,
      share,
      msPerGenome,
      estimatedMs,
      nowMs,
      startsAtMs: nowMs + roundTripMs + (queued * batchMs) / member.slots,
      leasedUntilMs: nowMs + this.#rules.leaseMs,
    }
  }

  #give(member: Member, schedule: GenerationSchedule, { lease, items }: Handout): void {
    this.#port.send(member.connection, this.#batchFrame(schedule, lease.batchId, items))
    if (schedule.leasesOf(member.key) >= member.slots) this.#attention.isBusy(member.key)
  }

  #batchFrame(
    { generation, tuning }: GenerationSchedule,
    batchId: BatchId,
    items: readonly EvaluationItem[],
  ): Frame {
    const problem = this.#job?.problem ?? ''
    return encodeBatch({ batchId, generation, problem, ...(tuning !== undefined && { tuning }) }, items)
  }

  #phase(): Phase {
    if (this.#isHeld || this.#workforce.able.size === 0) return 'waiting'
    if (this.#schedule === null) return 'breeding'
    return this.#schedule.waiting > 0 ? 'giving' : 'awaiting'
  }

  #remember(member: Member, { evaluations, elapsedMs, generation }: Results, nowMs: number): void {
    const failed = evaluations.filter((one) => one.kind === 'failed')
    for (const one of failed) {
      this.#record.addFailure(one, { atMs: nowMs, generation, worker: member.label })
    }
    if (!this.#record.isWatched(nowMs) || !(elapsedMs >= 0)) return
    // Half of a round trip ago it had finished; how long it took is its own word.
    const endMs = nowMs - (member.roundTripMs ?? 0) / 2
    const startMs = Math.max(endMs - elapsedMs, member.joinedAtMs)
    const counts = { generation, genomes: evaluations.length, failed: failed.length }
    this.#record.addTask({ worker: member.key, startMs: Math.min(startMs, endMs), endMs, ...counts })
  }

  #note(member: Member, accepted: Accepted, answers: number, elapsedMs: number): void {
    const { counted, ignored, blamed } = accepted
    const { standing } = member
    standing.answered += answers - ignored
    standing.genomesEvaluated += counted
    member.recentGenomes += counted
    if (counted > 0) {
      member.isOverdue = false
      noteSpeed(standing, this.#job?.problem ?? '', answers, elapsedMs)
      this.#workforce.note(member)
    }
    for (const holder of blamed) this.#blame(holder)
    if (ignored === 0) return
    this.#tally.ignored += ignored
    const what = `${ignored} results of worker "${member.label}"`
    this.#port.log('info', `Ignored ${what}: late, twice, or never asked for.`)
  }

  #disagree({ genomeId, holders, outvoted }: Disagreement, schedule: GenerationSchedule): void {
    const members = holders.flatMap((holder) => this.#workforce.at(holder) ?? [])
    const names = members.map(describeMember).join(' and ')
    const culprit = outvoted === null ? undefined : this.#workforce.at(outvoted)
    this.#port.alarm(
      `Different results for genome ${genomeId} of generation ${schedule.generation}: ${names}.`,
    )
    for (const member of members) {
      member.alarm = `its result for genome ${genomeId} differs from another worker's`
    }
    if (culprit === undefined) return
    for (const member of members) if (member !== culprit) member.alarm = null
    this.#forget(culprit)
    this.#setAside(culprit, `two other workers contradict its result for genome ${genomeId}`)
  }

  /** Another worker gave a fitness to a genome that failed at `holder`. */
  #blame(holder: string): void {
    const member = this.#workforce.at(holder)
    if (member === undefined || member.standing.setAside !== null) return
    member.standing.failed++
    const peers = this.#workforce.ableMembers().filter((other) => other !== member)
    const excess = excessOfFailures(
      member.standing,
      peers.map(({ standing }) => standing),
    )
    if (excess === null) return
    this.#forget(member)
    this.#setAside(member, excess)
  }

  /** Its results of this generation count for nothing, and for whoever gave the same genomes a result after it. */
  #forget(member: Member): void {
    for (const first of this.#schedule?.forget(member.key) ?? []) {
      member.standing.genomesEvaluated--
      const other = first === null ? undefined : this.#workforce.at(first)
      if (other !== undefined) other.standing.genomesEvaluated++
    }
  }

  #setAside(member: Member, reason: string): void {
    member.standing.setAside = reason
    this.#port.log('warn', `Worker "${member.label}" is set aside: ${reason}.`)
    this.#port.send(member.connection, encodeControl('setAside', { reason }))
    const own = this.#schedule?.leasesBy(member.key) ?? []
    for (const lease of own) this.#schedule?.revoke(lease.batchId)
    this.#cancel(own)
    this.note(member)
    this.#tellAble()
    this.#port.setAside()
  }

  #cancel(leases: readonly Lease[]): void {
    const byHolder = new Map<string, number[]>()
    for (const { holder, batchId } of leases) {
      byHolder.set(holder, [...(byHolder.get(holder) ?? []), batchId])
    }
    for (const [holder, batchIds] of byHolder) {
      const member = this.#workforce.at(holder)
      if (member === undefined) continue
      this.#look(member)
      this.#port.send(member.connection, encodeControl('cancel', { batchIds }))
    }
  }

  /** When the punctual ones are all gone the others take their place, or give it back. */
  #tellAble(): void {
    const { able } = this.#workforce
    this.#schedule?.setAble(able)
    if (able !== this.#told) for (const member of this.#workforce.ableMembers()) this.#look(member)
    this.#told = able
  }

  /** It may have room for more. */
  #look(member: Member): void {
    const { key, slots } = member
    if (isAble(member)) this.#attention.note(key, (this.#schedule?.leasesOf(key) ?? 0) < slots)
    else this.#attention.forget(key)
  }
}

/** How long the next batch will take on one of a worker's slots, or null. */
function batchDuration({ share, estimatedMs }: Capacity, waiting: number): number | null {
  return estimatedMs === null ? null : estimatedMs * Math.max(1, (waiting * share) / 2)
}
