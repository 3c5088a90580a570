// Keeps everybody busy with what is to be evaluated: whom to give the next batch, whom to copy, whom to set aside. It knows
// members and their schedule; connections only as names, the clock only as a number.
import type { Evaluation, EvaluationBatch } from '../evaluate/batch.ts'
import { encodeBatch } from './batch-codec.ts'
import type { BatchNumbers } from './batch-numbers.ts'
import { type Capacity, capacities, queueDepth } from './capacity.ts'
import type { Frame } from './frame.ts'
import { GenerationSchedule } from './generation-schedule.ts'
import type { Disagreement } from './genome-task.ts'
import type { Lease } from './lease.ts'
import { describeMember, isAble, type Member } from './member.ts'
import { encodeControl } from './messages.ts'
import type { Results } from './results-codec.ts'
import type { Accepted, Demand, Handout, ScheduleRules } from './schedule-types.ts'
import { excessOfFailures, noteSpeed } from './standing.ts'
import { newTally, type Tally } from './tally.ts'

export interface DispatchRules extends Omit<ScheduleRules, 'deterministic'> {
  /** How long a worker may hold a batch. */
  readonly leaseMs: number
}

/** What the dispatch asks of the session. */
export interface DispatchPort {
  readonly members: () => readonly Member[]
  readonly send: (connection: string, frame: Frame) => void
  readonly log: (level: 'info' | 'warn', message: string) => void
  readonly alarm: (message: string) => void
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

  constructor(rules: DispatchRules, numbers: BatchNumbers, port: DispatchPort) {
    this.#rules = rules
    this.#numbers = numbers
    this.#port = port
  }

  /** What was counted since the master began to listen. */
  get tally(): Readonly<Tally> {
    return this.#tally
  }

  /** Genomes of this generation that nobody has evaluated yet. */
  get waiting(): number {
    return this.#schedule?.open ?? 0
  }

  /** Slots of all who may work. */
  get slots(): number {
    return this.#able().reduce((sum, member) => sum + member.slots, 0)
  }

  /** Slots that have something to do. */
  get busySlots(): number {
    const busy = (member: Member) => Math.min(member.slots, this.#schedule?.leasesOf(member.key) ?? 0)
    return this.#port.members().reduce((sum, member) => sum + busy(member), 0)
  }

  isWorking(member: Member): boolean {
    return (this.#schedule?.leasesOf(member.key) ?? 0) > 0
  }

  /** A batch of the generation that is under way joins it; any other takes its place. */
  begin(job: Job, batch: EvaluationBatch): void {
    if (this.#schedule?.generation === batch.generation) return this.#schedule.add(batch)
    const rules = { ...this.#rules, deterministic: job.deterministic }
    this.#job = job
    this.#schedule = new GenerationSchedule(batch, rules, this.#ableKeys())
  }

  /** Nothing more is wanted of this generation. */
  abandon(): void {
    this.#cancel(this.#schedule?.leases() ?? [])
    this.#schedule = null
  }

  /** While held, nothing is handed out. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
  }

  /** Somebody came, left, or may no longer work. */
  membersChanged(nowMs: number): void {
    this.#schedule?.setAble(this.#ableKeys())
    this.advance(nowMs)
  }

  /** Takes back what a member holds; returns the number of genomes. */
  revoke(member: Member): number {
    const revoked = this.#schedule?.revokeAll(member.key) ?? 0
    this.#tally.retries += revoked
    return revoked
  }

  results(member: Member, results: Results, nowMs: number): void {
    const schedule = this.#schedule
    const { evaluations, elapsedMs, generation, batchId } = results
    if (schedule === null || generation !== schedule.generation || member.standing.setAside !== null) {
      this.#tally.ignored += evaluations.length
      return
    }
    const accepted = schedule.accept(batchId, member.key, evaluations)
    this.#tally.genomes += accepted.counted
    this.#tally.verified += accepted.compared
    this.#tally.retries += accepted.failed
    this.#tally.differing += accepted.disagreements.length
    this.#note(member, accepted, evaluations.length, elapsedMs)
    this.#cancel(accepted.useless)
    for (const disagreement of accepted.disagreements) this.#disagree(disagreement, schedule)
    this.advance(nowMs)
  }

  /** Takes back what was held for too long. */
  expire(nowMs: number): void {
    const expired = this.#schedule?.expired(nowMs) ?? []
    for (const lease of expired) {
      const member = this.#memberOf(lease.holder)
      if (member !== undefined) member.isOverdue = true
      this.#port.log(
        'warn',
        `Worker "${member?.label ?? lease.holder}" held ${lease.indices.length} genomes for ${this.#rules.leaseMs} ms without ` +
          'an answer; they are given out again. If evaluations take that long, raise taskTimeoutMs.',
      )
      this.#schedule?.revoke(lease.batchId)
      this.#tally.retries += lease.indices.length
      this.#cancel([lease])
    }
    if (expired.length > 0) this.membersChanged(nowMs)
  }

  /** Gives back every batch that is whole, and hands out what there is. */
  advance(nowMs: number): void {
    const schedule = this.#schedule
    if (schedule === null) return
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
    const all = capacities(this.#able(), this.#job?.problem ?? '')
    for (const capacity of all) {
      this.#fill(schedule, capacity, capacity.member.slots, nowMs)
    }
    for (const capacity of all) {
      const batchMs = batchDuration(capacity, schedule.waiting)
      this.#fill(schedule, capacity, capacity.member.slots + queueDepth(capacity, batchMs), nowMs)
    }
    for (const capacity of all) this.#copy(schedule, capacity, nowMs)
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

  #copy(schedule: GenerationSchedule, capacity: Capacity, nowMs: number): void {
    const { member } = capacity
    while (schedule.leasesOf(member.key) < member.slots) {
      const demand = this.#demand(schedule, capacity, nowMs)
      const handout = schedule.copy(demand, this.#numbers.next())
      if (handout === null) {
        if (schedule.nextCopyAtMs > nowMs) this.#port.wakeAt(schedule.nextCopyAtMs)
        return
      }
      this.#give(member, schedule, handout)
    }
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
    const { generation, tuning } = schedule
    const problem = this.#job?.problem ?? ''
    const header = { batchId: lease.batchId, generation, problem, ...(tuning !== undefined && { tuning }) }
    this.#port.send(member.connection, encodeBatch(header, items))
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
    }
    for (const holder of blamed) this.#blame(holder)
    if (ignored === 0) return
    this.#tally.ignored += ignored
    const what = `${ignored} results of worker "${member.label}"`
    this.#port.log('info', `Ignored ${what}: late, twice, or never asked for.`)
  }

  #disagree({ genomeId, holders, outvoted }: Disagreement, schedule: GenerationSchedule): void {
    const members = holders.flatMap((holder) => this.#memberOf(holder) ?? [])
    const names = members.map(describeMember).join(' and ')
    const culprit = outvoted === null ? undefined : this.#memberOf(outvoted)
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
    const member = this.#memberOf(holder)
    if (member === undefined || member.standing.setAside !== null) return
    member.standing.failed++
    const peers = this.#able().filter((other) => other !== member)
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
      const other = first === null ? undefined : this.#memberOf(first)
      if (other !== undefined) other.standing.genomesEvaluated++
    }
  }

  #setAside(member: Member, reason: string): void {
    member.standing.setAside = reason
    this.#port.log('warn', `Worker "${member.label}" is set aside: ${reason}.`)
    this.#port.send(member.connection, encodeControl('setAside', { reason }))
    const own = this.#schedule?.leases().filter(({ holder }) => holder === member.key) ?? []
    for (const lease of own) this.#schedule?.revoke(lease.batchId)
    this.#cancel(own)
    this.#schedule?.setAble(this.#ableKeys())
    this.#port.setAside()
  }

  #cancel(leases: readonly Lease[]): void {
    const byHolder = new Map<string, number[]>()
    for (const { holder, batchId } of leases) {
      byHolder.set(holder, [...(byHolder.get(holder) ?? []), batchId])
    }
    for (const [holder, batchIds] of byHolder) {
      const member = this.#memberOf(holder)
      if (member !== undefined) this.#port.send(member.connection, encodeControl('cancel', { batchIds }))
    }
  }

  /** Whoever let a lease run out comes last: it gets work again only where nobody else is there to do it. */
  #able(): readonly Member[] {
    const members = this.#port.members().filter(isAble)
    const punctual = members.filter(({ isOverdue }) => !isOverdue)
    return punctual.length > 0 ? punctual : members
  }

  #ableKeys(): ReadonlySet<string> {
    return new Set(this.#able().map(({ key }) => key))
  }

  #memberOf(key: string): Member | undefined {
    return this.#port.members().find((member) => member.key === key)
  }
}

/** How long the next batch will take on one of a worker's slots, or null. */
function batchDuration({ share, estimatedMs }: Capacity, waiting: number): number | null {
  return estimatedMs === null ? null : estimatedMs * Math.max(1, (waiting * share) / 2)
}
