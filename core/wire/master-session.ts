// The master's side of the cluster as a state machine: inputs in, effects out. No socket, no clock: time comes with
// each input, and whoever carries it out sends the frames.
import type { WorkerView } from '../api/views.ts'
import { workerKey } from '../base/ids.ts'
import { assertNever } from '../base/invariant.ts'
import type { Evaluation, EvaluationBatch } from '../evaluate/batch.ts'
import { type AdmissionRules, admit, problemRefusal, type Refusal, welcomeWarning } from './admission.ts'
import { encodeBatch } from './batch-codec.ts'
import { type Frame, type FrameHeader, MAX_FRAME_BYTES, MAX_HANDSHAKE_BYTES, readHeader } from './frame.ts'
import { BatchNumbers, GenerationSchedule } from './generation-schedule.ts'
import { freeLabel, type Member, newMember, noteResults, type Peer, updateRate, viewOf } from './member.ts'
import { encodeControl, type Hello, type ProblemIdentity } from './messages.ts'
import { decodeResults } from './results-codec.ts'

export interface MasterSettings extends AdmissionRules {
  readonly heartbeatIntervalMs: number
  /** A worker that was silent for this long is lost. */
  readonly heartbeatTimeoutMs: number
  /** A batch that took longer is given to others. */
  readonly taskTimeoutMs: number
  readonly handshakeTimeoutMs: number
}

export type MasterInput =
  | {
      readonly kind: 'connected'
      readonly connection: string
      readonly address: string
      readonly local: boolean
    }
  | { readonly kind: 'received'; readonly connection: string; readonly bytes: Uint8Array }
  | { readonly kind: 'disconnected'; readonly connection: string }
  | { readonly kind: 'beginRun'; readonly problem: ProblemIdentity; readonly minWorkers: number }
  | { readonly kind: 'evaluate'; readonly batch: EvaluationBatch }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'endRun'; readonly reason: string }
  | { readonly kind: 'tick' }

export type MasterEffect =
  | { readonly kind: 'send'; readonly connection: string; readonly frame: Frame }
  | { readonly kind: 'close'; readonly connection: string }
  | { readonly kind: 'evaluated'; readonly evaluations: readonly Evaluation[] }
  | { readonly kind: 'waiting'; readonly connected: number; readonly needed: number }
  | { readonly kind: 'enoughWorkers' }
  | { readonly kind: 'workersChanged' }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn'; readonly message: string }

/** Batches that may be under way per slot: one that is evaluated and one that hides the round trip. */
const BATCHES_PER_SLOT = 2
const RATE_INTERVAL_MS = 1000
/** How long a lost worker stays in the list. */
const GONE_FOR_MS = 10_000

interface Run {
  readonly problem: ProblemIdentity
  readonly minWorkers: number
}

export class MasterSession {
  readonly #settings: MasterSettings
  readonly #peers = new Map<string, Peer>()
  readonly #gone = new Map<string, { view: WorkerView; untilMs: number }>()
  readonly #batchNumbers = new BatchNumbers()
  #run: Run | null = null
  #schedule: GenerationSchedule | null = null
  #isWaiting = false
  #lastPingMs = 0
  #lastRateMs = 0
  #now = 0
  #effects: MasterEffect[] = []

  constructor(settings: MasterSettings) {
    this.#settings = settings
  }

  /** Takes one input at `nowMs` and returns what to do, in order. */
  handle(input: MasterInput, nowMs: number): readonly MasterEffect[] {
    this.#now = nowMs
    this.#effects = []
    this.#take(input)
    return this.#effects
  }

  /** Everybody who is connected, and who was lost lately. */
  workers(): readonly WorkerView[] {
    const live = this.#members().map(([connection, member]) =>
      viewOf(member, (this.#schedule?.leasesOf(connection) ?? 0) > 0 ? 'working' : 'idle'),
    )
    return [...live, ...[...this.#gone.values()].map(({ view }) => view)]
  }

  #take(input: MasterInput): void {
    switch (input.kind) {
      case 'connected':
        this.#peers.set(input.connection, {
          kind: 'greeting',
          address: input.address,
          local: input.local,
          sinceMs: this.#now,
        })
        return
      case 'received':
        return this.#received(input.connection, input.bytes)
      case 'disconnected':
        return this.#lose(input.connection, 'closed its connection')
      case 'beginRun':
        return this.#beginRun({ problem: input.problem, minWorkers: input.minWorkers })
      case 'evaluate':
        this.#schedule = new GenerationSchedule(input.batch)
        this.#reportWaiting()
        return this.#handOut()
      case 'abandon':
        return this.#abandon()
      case 'endRun':
        return this.#endRun(input.reason)
      case 'tick':
        return this.#tick()
      default:
        return assertNever(input)
    }
  }

  #received(connection: string, bytes: Uint8Array): void {
    const peer = this.#peers.get(connection)
    if (peer === undefined) return
    const header = readHeader(bytes, peer.kind === 'member' ? MAX_FRAME_BYTES : MAX_HANDSHAKE_BYTES)
    if (!header.ok) return this.#misbehaved(connection, peer, header.error.message)
    if (peer.kind === 'greeting') return this.#greet(connection, peer, header.value)
    peer.heardAtMs = this.#now
    switch (header.value.type) {
      case 'results':
        return this.#results(connection, peer, bytes)
      case 'pong':
        return
      case 'ping':
        return this.#send(connection, encodeControl('pong', null))
      case 'goodbye':
        return this.#lose(connection, 'left')
      default:
        return this.#misbehaved(
          connection,
          peer,
          `a ${header.value.type ?? 'unknown'} message is not for a master`,
        )
    }
  }

  #greet(connection: string, peer: Exclude<Peer, Member>, header: FrameHeader): void {
    const admission = admit(header, this.#settings)
    if (!admission.ok) return this.#refuse(connection, peer.address, admission.refusal)
    const { hello } = admission
    const unfit = this.#run === null ? null : problemRefusal(hello, this.#run.problem)
    if (unfit !== null) return this.#refuse(connection, peer.address, unfit)
    this.#replaceEarlierSession(hello.key)
    this.#welcome(connection, peer, hello)
  }

  #welcome(connection: string, peer: Exclude<Peer, Member>, hello: Hello): void {
    const label = freeLabel(hello.label, new Set(this.#members().map(([, member]) => member.label)))
    const warning = welcomeWarning(hello, label, this.#settings.appVersion)
    const from = { address: peer.address, local: peer.local, nowMs: this.#now }
    const member = newMember(from, hello, { key: workerKey(hello.key), label, warning })
    const before = this.#gone.get(hello.key)
    if (before !== undefined) member.genomesEvaluated = before.view.genomesEvaluated
    this.#gone.delete(hello.key)
    this.#peers.set(connection, member)
    this.#send(
      connection,
      encodeControl('welcome', {
        label,
        masterVersion: this.#settings.appVersion,
        heartbeatIntervalMs: this.#settings.heartbeatIntervalMs,
        warning,
      }),
    )
    if (!peer.local)
      this.#log('info', `Worker "${label}" joined from ${peer.address} with ${hello.slots} slots.`)
    if (warning !== null) this.#log('warn', `Worker "${label}": ${warning}.`)
    if (this.#run !== null) this.#send(connection, encodeControl('beginRun', { problem: this.#run.problem }))
    this.#effects.push({ kind: 'workersChanged' })
    this.#reportWaiting()
    this.#handOut()
  }

  /** The same process came back before its dead connection was noticed. */
  #replaceEarlierSession(key: string): void {
    for (const [connection, member] of this.#members()) {
      if (member.key !== key) continue
      this.#effects.push({ kind: 'close', connection })
      this.#lose(connection, 'came back on a new connection')
    }
  }

  #refuse(connection: string, address: string, refusal: Refusal): void {
    this.#log('warn', `Refused a worker from ${address} (${refusal.code}): ${refusal.message}`)
    this.#send(connection, encodeControl('refusal', refusal))
    this.#effects.push({ kind: 'close', connection })
    this.#peers.delete(connection)
  }

  #misbehaved(connection: string, peer: Peer, what: string): void {
    if (peer.kind === 'greeting') {
      return this.#refuse(connection, peer.address, {
        code: 'handshake',
        message: `This is no worker: ${what}.`,
      })
    }
    this.#log('warn', `Worker "${peer.label}" sent something unusable and was disconnected: ${what}.`)
    this.#effects.push({ kind: 'close', connection })
    this.#lose(connection, 'was disconnected')
  }

  #results(connection: string, member: Member, bytes: Uint8Array): void {
    const results = decodeResults(bytes)
    if (!results.ok) return this.#misbehaved(connection, member, results.error.message)
    const schedule = this.#schedule
    if (schedule === null || results.value.generation !== schedule.generation) return // late: nothing to do with it
    const { evaluations, batchId, elapsedMs } = results.value
    const sound = evaluations.map((one) => soundEvaluation(one, member.label))
    const unsound = sound.filter((one, index) => one !== evaluations[index]).length
    if (unsound > 0) {
      const genomes = unsound === 1 ? 'a genome' : `${unsound} genomes`
      this.#log('warn', `Worker "${member.label}" answered ${genomes} with a fitness that is not finite.`)
    }
    const { counted, ignored } = schedule.accept(batchId, connection, sound)
    if (ignored > 0) {
      this.#log(
        'info',
        `Ignored ${ignored} results of worker "${member.label}": late, twice, or never asked for.`,
      )
    }
    if (counted > 0) member.isOverdue = false
    noteResults(member, counted, elapsedMs)
    if (schedule.isComplete) return this.#complete(schedule)
    this.#handOut()
  }

  #complete(schedule: GenerationSchedule): void {
    this.#schedule = null
    this.#effects.push({ kind: 'evaluated', evaluations: schedule.results() })
    this.#effects.push({ kind: 'workersChanged' })
  }

  /** Fills everybody's queue, the emptiest first, one batch at a time. */
  #handOut(): void {
    const schedule = this.#schedule
    if (schedule === null || this.#isWaiting) return
    const members = this.#ableMembers()
    const totalSlots = members.reduce((sum, [, member]) => sum + member.hello.slots, 0)
    for (let round = 1; round <= BATCHES_PER_SLOT; round++) {
      for (const [connection, member] of members) {
        let open = round * member.hello.slots - schedule.leasesOf(connection)
        for (; open > 0 && schedule.waiting > 0; open--) {
          this.#leaseTo(connection, member, totalSlots, schedule)
        }
      }
    }
  }

  /** Whoever let a lease run out comes last: it gets work again only where nobody else is there to do it. */
  #ableMembers(): [string, Member][] {
    const members = this.#members()
    const punctual = members.filter(([, member]) => !member.isOverdue)
    return punctual.length > 0 ? punctual : members
  }

  #leaseTo(connection: string, member: Member, totalSlots: number, schedule: GenerationSchedule): void {
    const demand = { holder: connection, totalSlots, msPerGenome: member.msPerGenome }
    const until = this.#now + this.#settings.taskTimeoutMs
    const leased = schedule.lease(demand, this.#batchNumbers.next(), until)
    if (leased === null || this.#run === null) return
    const { batchId } = leased.lease
    const { generation, tuning } = schedule
    const problem = this.#run.problem.name
    const header = { batchId, generation, problem, ...(tuning !== undefined && { tuning }) }
    this.#send(connection, encodeBatch(header, leased.items))
  }

  #beginRun(run: Run): void {
    this.#run = run
    this.#schedule = null
    for (const [connection, member] of this.#members()) {
      const unfit = problemRefusal(member.hello, run.problem)
      if (unfit === null) {
        this.#send(connection, encodeControl('beginRun', { problem: run.problem }))
        continue
      }
      this.#lose(connection, 'cannot evaluate this problem')
      this.#refuse(connection, member.address, unfit)
    }
    this.#isWaiting = false
    this.#reportWaiting()
  }

  #abandon(): void {
    this.#cancelLeases()
    this.#schedule = null
  }

  #endRun(reason: string): void {
    this.#abandon()
    this.#run = null
    this.#isWaiting = false
    for (const [connection] of this.#members()) this.#send(connection, encodeControl('endRun', { reason }))
    this.#effects.push({ kind: 'workersChanged' })
  }

  #cancelLeases(): void {
    const leases = this.#schedule?.leases() ?? []
    for (const [connection] of this.#members()) {
      const batchIds = leases.filter((lease) => lease.holder === connection).map((lease) => lease.batchId)
      if (batchIds.length > 0) this.#send(connection, encodeControl('cancel', { batchIds }))
    }
  }

  #lose(connection: string, how: string): void {
    const peer = this.#peers.get(connection)
    this.#peers.delete(connection)
    if (peer?.kind !== 'member') return
    const givenBack = this.#schedule?.revokeAll(connection) ?? 0
    const view = viewOf(peer, 'gone')
    if (!peer.local) {
      this.#gone.set(peer.key, { view, untilMs: this.#now + GONE_FOR_MS })
      const back = givenBack > 0 ? ` Its ${givenBack} genomes go to others.` : ''
      this.#log('info', `Worker "${peer.label}" ${how}.${back}`)
    }
    this.#effects.push({ kind: 'workersChanged' })
    this.#reportWaiting()
    this.#handOut()
  }

  #tick(): void {
    const { heartbeatIntervalMs, heartbeatTimeoutMs, handshakeTimeoutMs } = this.#settings
    for (const [connection, peer] of [...this.#peers]) {
      if (peer.kind === 'greeting' && this.#now - peer.sinceMs > handshakeTimeoutMs) {
        this.#effects.push({ kind: 'close', connection })
        this.#peers.delete(connection)
      }
      if (peer.kind === 'member' && this.#now - peer.heardAtMs > heartbeatTimeoutMs) {
        this.#effects.push({ kind: 'close', connection })
        this.#lose(connection, `was silent for ${Math.round(heartbeatTimeoutMs / 1000)} s`)
      }
    }
    if (this.#now - this.#lastPingMs >= heartbeatIntervalMs) {
      this.#lastPingMs = this.#now
      for (const [connection] of this.#members()) this.#send(connection, encodeControl('ping', null))
    }
    this.#expireLeases()
    this.#refreshViews()
  }

  #expireLeases(): void {
    const expired = this.#schedule?.expired(this.#now) ?? []
    for (const { batchId, holder, indices } of expired) {
      const peer = this.#peers.get(holder)
      const label = peer?.kind === 'member' ? peer.label : holder
      if (peer?.kind === 'member') peer.isOverdue = true
      this.#log(
        'warn',
        `Worker "${label}" did not finish ${indices.length} genomes within ${this.#settings.taskTimeoutMs} ms; ` +
          'they are given out again. If evaluations take that long, raise taskTimeoutMs.',
      )
      this.#schedule?.revoke(batchId)
      this.#send(holder, encodeControl('cancel', { batchIds: [batchId] }))
    }
    if (expired.length > 0) this.#handOut()
  }

  #refreshViews(): void {
    let changed = false
    for (const [key, { untilMs }] of [...this.#gone]) {
      if (untilMs > this.#now) continue
      this.#gone.delete(key)
      changed = true
    }
    if (this.#now - this.#lastRateMs >= RATE_INTERVAL_MS) {
      this.#lastRateMs = this.#now
      for (const [, member] of this.#members()) {
        changed ||= member.recentGenomes > 0 || member.genomesPerSecond > 0
        updateRate(member, this.#now)
      }
    }
    if (changed) this.#effects.push({ kind: 'workersChanged' })
  }

  /** Tells when there are too few workers, and when there are enough again. The master's own slots don't count. */
  #reportWaiting(): void {
    const needed = this.#run?.minWorkers ?? 0
    const members = this.#members()
    const connected = members.filter(([, member]) => !member.local).length
    // Without anybody at all even a run that needs no worker waits.
    const tooFew = this.#run !== null && (connected < needed || members.length === 0)
    if (tooFew) this.#effects.push({ kind: 'waiting', connected, needed: Math.max(1, needed) })
    else if (this.#isWaiting) this.#effects.push({ kind: 'enoughWorkers' })
    this.#isWaiting = tooFew
  }

  #members(): [string, Member][] {
    const members: [string, Member][] = []
    for (const [connection, peer] of this.#peers) if (peer.kind === 'member') members.push([connection, peer])
    return members
  }

  #send(connection: string, frame: Frame): void {
    this.#effects.push({ kind: 'send', connection, frame })
  }

  #log(level: 'info' | 'warn', message: string): void {
    this.#effects.push({ kind: 'log', level, message })
  }
}

/** A scored result that isn't finite is a failure, as it is for the serial evaluator. */
function soundEvaluation(evaluation: Evaluation, label: string): Evaluation {
  if (evaluation.kind === 'failed') return evaluation
  const { fitness, behaviour, tuned } = evaluation
  const others = [behaviour, tuned?.weight, tuned?.bias]
  const isSound = Number.isFinite(fitness) && others.every((list) => list?.every(Number.isFinite) ?? true)
  if (isSound) return evaluation
  const reason = `worker "${label}" sent a number that is not finite (fitness ${fitness})`
  return { kind: 'failed', genomeId: evaluation.genomeId, reason }
}
