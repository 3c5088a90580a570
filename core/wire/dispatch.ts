// Keeps everybody busy with what is to be evaluated: whom to give the next batch, whom to copy, whom to set aside. It knows
// members and their schedule; connections only as names, the clock only as a number. Nothing that happens to one worker
// makes it look at all of them.
import type { ClusterWork } from '../api/cluster-work.ts'
import type { Phase } from '../api/phases.ts'
import type { Arrival, Evaluation, EvaluationBatch } from '../evaluate/batch.ts'
import type { BatchNumbers } from './batch-numbers.ts'
import { Distribution } from './distribution.ts'
import type { EarlierResults } from './earlier-results.ts'
import type { Frame } from './frame.ts'
import { GenerationSchedule } from './generation-schedule.ts'
import type { Lease } from './lease.ts'
import type { Member } from './member.ts'
import { encodeControl } from './messages.ts'
import { decodeResults, type Results } from './results-codec.ts'
import type { Accepted, ScheduleRules } from './schedule-types.ts'
import { noteSpeed } from './standing.ts'
import { newTally, type Tally } from './tally.ts'
import { Trust } from './trust.ts'
import { WorkRecord } from './work-record.ts'
import { Workforce } from './workforce.ts'

export interface DispatchRules extends Omit<ScheduleRules, 'deterministic'> {
  /** How long a worker may hold a batch. */
  readonly leaseMs: number
}

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
  #job: Job | null = null
  #schedule: GenerationSchedule | null = null
  #isHeld = false
  readonly #tally = newTally()
  readonly #workforce = new Workforce()
  readonly #distribution: Distribution
  readonly #trust: Trust
  readonly #record = new WorkRecord()
  /** Who was given work when the schedule was told last. */
  #told: ReadonlySet<string> | null = null

  constructor(rules: DispatchRules, numbers: BatchNumbers, port: DispatchPort) {
    this.#rules = rules
    this.#port = port
    this.#distribution = new Distribution(rules.leaseMs, numbers, this.#workforce, port)
    this.#trust = new Trust(this.#workforce, {
      alarm: port.alarm,
      setAside: (member, reason) => this.#setAside(member, reason),
    })
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
    this.#distribution.forget(member)
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
    for (const holder of accepted.blamed) this.#trust.blame(holder, schedule)
    this.#look(member)
    this.#cancel(accepted.useless)
    for (const disagreement of accepted.disagreements) this.#trust.disagree(disagreement, schedule)
    this.advance(nowMs)
  }

  /** Takes results of a batch that an earlier master handed out, where its work was the same as what is wanted now. */
  adopt({ holder, bytes, isOfWork }: EarlierResults, beginRun: Frame): void {
    const schedule = this.#schedule
    const decoded = decodeResults(bytes)
    if (schedule === null || !decoded.ok || decoded.value.generation !== schedule.generation) return
    const { evaluations, batchId } = decoded.value
    const items = schedule.itemsOf(evaluations.map(({ genomeId }) => genomeId))
    const work = { schedule, problem: this.#problem }
    if (items === null || !isOfWork(beginRun, this.#distribution.frame(work, batchId, items))) return
    const { counted, compared, disagreements, useless } = schedule.adopt(batchId, holder, evaluations)
    this.#tally.genomes += counted
    this.#tally.verified += compared
    this.#tally.differing += disagreements.length
    this.#cancel(useless)
    for (const disagreement of disagreements) this.#trust.disagree(disagreement, schedule)
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
    } else if (!this.#isHeld) this.#distribution.handOut({ schedule, problem: this.#problem }, nowMs)
  }

  get #problem(): string {
    return this.#job?.problem ?? ''
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
    const { counted, ignored } = accepted
    const { standing } = member
    standing.answered += answers - ignored
    standing.genomesEvaluated += counted
    member.recentGenomes += counted
    if (counted > 0) {
      member.isOverdue = false
      noteSpeed(standing, this.#problem, answers, elapsedMs)
      this.#workforce.note(member)
    }
    if (ignored === 0) return
    this.#tally.ignored += ignored
    const what = `${ignored} results of worker "${member.label}"`
    this.#port.log('info', `Ignored ${what}: late, twice, or never asked for.`)
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
    this.#distribution.look(member, this.#schedule?.leasesOf(member.key) ?? 0)
  }
}
