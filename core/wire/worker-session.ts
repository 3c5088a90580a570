// The worker's side of the cluster as a state machine: inputs in, effects out. It holds no socket, no thread and no
// clock; batches pass through it unopened to whoever evaluates them.
import type { WorkerConnection } from '../api/views.ts'
import { type BatchId, batchId } from '../base/ids.ts'
import { assertNever } from '../base/invariant.ts'
import { otherProtocol } from './admission.ts'
import { backOffMs } from './back-off.ts'
import { peekBatch } from './batch-codec.ts'
import { type Frame, MAX_FRAME_BYTES, PROTOCOL_VERSION, readHeader } from './frame.ts'
import {
  type ControlBody,
  type ControlType,
  decodeControl,
  encodeControl,
  PONG,
  type ProblemIdentity,
} from './messages.ts'
import { OfferedSlots } from './offered-slots.ts'
import { checkAsked } from './problem-check.ts'
import { Undelivered } from './undelivered.ts'
import { UnderWay } from './under-way.ts'
import { drainSentence, type WorkerEffect, type WorkerEnd, type WorkerInput } from './worker-events.ts'
import { overdueSentence, unjoinedView, type WorkerSettings, type WorkerState } from './worker-state.ts'

/** A master that was silent for this many of its heartbeats longer than it waits for a worker is lost. */
const PATIENCE_HEARTBEATS = 1

export class WorkerSession {
  readonly #settings: WorkerSettings
  readonly #underWay = new UnderWay()
  readonly #slots: OfferedSlots
  readonly #undelivered = new Undelivered()
  #state: WorkerState = { kind: 'new' }
  #problem: ProblemIdentity | null = null
  /** Kept over a lost connection: what was evaluated for the same run is delivered later. */
  #runId: string | null = null
  #taskTimeoutMs = 0
  /** Why it leaves once it has finished what it has, or null. */
  #draining: string | null = null
  /** The master has said that no more batches come. */
  #isLastGiven = false
  #label: string
  #warning: string | null = null
  #setAside: string | null = null
  #lastError: string | null = null
  #hasJoined = false
  #now = 0
  #effects: WorkerEffect[] = []

  constructor(settings: WorkerSettings) {
    this.#settings = settings
    this.#label = settings.hello.label
    this.#slots = new OfferedSlots(settings.hello.slots)
  }

  /** Takes one input at `nowMs` and returns what to do, in order. */
  handle(input: WorkerInput, nowMs: number): readonly WorkerEffect[] {
    this.#now = nowMs
    this.#effects = []
    if (this.#state.kind !== 'ended') {
      this.#take(input)
      this.#leaveIfDrained()
    }
    return this.#effects
  }

  get label(): string {
    return this.#label
  }

  get problem(): string | null {
    return this.#problem?.name ?? null
  }

  get warning(): string | null {
    if (this.#setAside === null) return this.#warning
    return `the master gives this worker no more work: ${this.#setAside}`
  }

  /** Whether a master ever welcomed it. */
  get hasJoined(): boolean {
    return this.#hasJoined
  }

  get lastError(): string | null {
    return this.#lastError
  }

  connection(nowMs: number): WorkerConnection {
    return this.#state.kind === 'joined' ? this.#work() : unjoinedView(this.#state, nowMs)
  }

  #work(): WorkerConnection {
    const { genomes, generation } = this.#underWay
    if (this.#draining !== null) return { kind: 'draining', genomes }
    if (this.#slots.pause !== null) return { kind: 'paused', reason: this.#slots.pause, genomes }
    return generation === null ? { kind: 'idle' } : { kind: 'working', generation, genomes }
  }

  #take(input: WorkerInput): void {
    switch (input.kind) {
      case 'start':
        return this.#connect(1)
      case 'opened':
        return this.#opened()
      case 'received':
        return this.#received(input.bytes)
      case 'closed':
        return this.#closed(input.reason)
      case 'refused':
        return this.#refused(input)
      case 'evaluated':
        return this.#evaluated(input)
      case 'slots':
        this.#slots.change(input.slots)
        return this.#tellSlots()
      case 'pause':
        return this.#pause(input.reason)
      case 'drain':
        return this.#drain(input.reason)
      case 'tick':
        return this.#tick()
      case 'stop':
        if (this.#state.kind === 'joined') this.#send(encodeControl('goodbye', { reason: 'stopped' }))
        return this.#end({ kind: 'stopped' })
      default:
        return assertNever(input)
    }
  }

  #connect(attempt: number): void {
    this.#become({ kind: 'connecting', attempt, sinceMs: this.#now })
    this.#effects.push({ kind: 'connect' })
  }

  #opened(): void {
    if (this.#state.kind !== 'connecting') return
    this.#become({ kind: 'greeting', attempt: this.#state.attempt, sinceMs: this.#now })
    this.#send(encodeControl('hello', this.#settings.hello))
  }

  #received(bytes: Uint8Array): void {
    const header = readHeader(bytes, MAX_FRAME_BYTES)
    if (!header.ok) return this.#giveUp(`the master sent something unusable: ${header.error.message}`)
    const { protocolVersion } = header.value
    if (protocolVersion !== PROTOCOL_VERSION) {
      return this.#refused({ code: 'protocol', message: otherProtocol(protocolVersion) })
    }
    if (this.#state.kind === 'joined') this.#state.heardAtMs = this.#now
    const { type, body } = header.value
    switch (type) {
      case 'welcome':
        return this.#read('welcome', body, (message) => this.#welcomed(message))
      case 'refusal':
        return this.#read('refusal', body, (message) => this.#refused(message))
      case 'beginRun':
        return this.#read('beginRun', body, (message) => this.#beginRun(message))
      case 'endRun':
        return this.#read('endRun', body, ({ reason }) => this.#endRun(reason))
      case 'cancel':
        return this.#read('cancel', body, ({ batchIds }) => this.#cancel(batchIds.map(batchId)))
      case 'setAside':
        return this.#read('setAside', body, ({ reason }) => this.#putAside(reason))
      case 'drain':
        this.#isLastGiven = true
        return this.#read('drain', body, ({ reason }) => this.#drain(reason))
      case 'batch':
        return this.#batch(bytes, body)
      case 'ping':
        return this.#send(PONG)
      case 'pong':
        return
      default:
        return this.#giveUp(`the master sent a ${type ?? 'unknown'} message, which is not for a worker`)
    }
  }

  #read<Type extends ControlType>(
    type: Type,
    body: Uint8Array,
    then: (message: ControlBody<Type>) => void,
  ): void {
    const message = decodeControl(type, body)
    if (message.ok) then(message.value)
    else this.#giveUp(`the master sent something unusable: ${message.error.message}`)
  }

  #welcomed(welcome: ControlBody<'welcome'>): void {
    if (this.#state.kind !== 'greeting') return
    const { label, heartbeatIntervalMs, heartbeatTimeoutMs, warning, masterVersion } = welcome
    this.#label = label
    this.#warning = warning
    this.#setAside = null
    this.#lastError = null
    this.#hasJoined = true
    this.#taskTimeoutMs = welcome.taskTimeoutMs
    const silentForMs = heartbeatTimeoutMs + PATIENCE_HEARTBEATS * heartbeatIntervalMs
    this.#become({ kind: 'joined', silentForMs, heardAtMs: this.#now, isInRun: false })
    if (this.#slots.isOtherThanGreeted) this.#tellSlots()
    this.#log('info', `Joined the master (Neatwork ${masterVersion}) as "${label}".`)
    if (warning !== null) this.#log('warn', `Note: ${warning}.`)
  }

  #putAside(reason: string): void {
    this.#setAside = reason
    this.#log('warn', `The master gives this worker no more work: ${reason}.`)
    this.#effects.push({ kind: 'statusChanged' })
  }

  #tellSlots(): void {
    if (this.#state.kind === 'joined') this.#send(this.#slots.frame())
  }

  #pause(reason: string | null): void {
    if (!this.#slots.setPause(reason)) return
    this.#tellSlots()
    this.#log('info', reason === null ? 'The pause is over.' : `Pausing: ${reason}.`)
    this.#effects.push({ kind: 'statusChanged' })
  }

  #drain(reason: string): void {
    if (this.#draining !== null) return
    this.#draining = reason
    if (this.#state.kind === 'joined') this.#send(encodeControl('drain', { reason }))
    this.#log('info', drainSentence(reason, this.#underWay.genomes))
    this.#effects.push({ kind: 'statusChanged' })
  }

  /** Out of touch with its master it has nothing to finish: others were given what it had. */
  #leaveIfDrained(): void {
    if (this.#draining === null || this.#state.kind === 'ended') return
    if (this.#state.kind === 'joined' && (this.#underWay.size > 0 || !this.#isLastGiven)) return
    if (this.#state.kind === 'joined') this.#send(encodeControl('goodbye', { reason: this.#draining }))
    this.#end({ kind: 'drained', reason: this.#draining })
  }

  /** A refusal is the owner's to mend: trying again would change nothing. */
  #refused({ code, message }: { readonly code: string; readonly message: string }): void {
    this.#end({ kind: 'refused', code, message })
  }

  #beginRun({ problem, runId, options }: ControlBody<'beginRun'>): void {
    const checked = checkAsked(problem, this.#settings)
    if (!checked.ok) return this.#end({ kind: 'refused', code: 'problem', message: checked.message })
    const { declared } = checked
    this.#effects.push({ kind: 'prepare', setting: { declared, options } })
    if (runId !== this.#runId) {
      this.#dropWork()
      this.#log('info', `A run of "${problem.name}" is on.`)
    }
    this.#problem = problem
    this.#runId = runId
    if (this.#state.kind === 'joined') this.#state.isInRun = true
    for (const frame of this.#undelivered.take()) this.#send(frame)
    this.#effects.push({ kind: 'statusChanged' })
  }

  #endRun(reason: string): void {
    const hadRun = this.#problem !== null
    this.#dropWork()
    if (hadRun) this.#log('info', `The run has ended: ${reason}.`)
    if (!this.#settings.once || !hadRun) return void this.#effects.push({ kind: 'statusChanged' })
    this.#send(encodeControl('goodbye', { reason: 'the run has ended' }))
    this.#end({ kind: 'done' })
  }

  #batch(bytes: Uint8Array, body: Uint8Array): void {
    if (this.#state.kind !== 'joined') return
    const header = peekBatch(body)
    if (!header.ok) return this.#giveUp(`the master sent something unusable: ${header.error.message}`)
    const { batchId: id, count, generation } = header.value
    // One generation at a time: whatever is left of another comes too late.
    this.#cancel(this.#underWay.besides(generation))
    this.#underWay.add(id, { genomes: count, generation })
    this.#effects.push({ kind: 'evaluate', batchId: id, bytes, limitMs: this.#taskTimeoutMs })
    if (this.#underWay.size === 1) this.#effects.push({ kind: 'statusChanged' })
  }

  #evaluated({ batchId: id, frame }: Extract<WorkerInput, { kind: 'evaluated' }>): void {
    if (!this.#underWay.remove(id)) return // cancelled meanwhile
    if (this.#state.kind === 'joined' && this.#state.isInRun) this.#send(frame)
    else if (this.#settings.keepsResults === true) this.#effects.push({ kind: 'keep', frame })
    else this.#undelivered.add(frame)
    if (this.#underWay.size === 0) this.#effects.push({ kind: 'statusChanged' })
  }

  #cancel(ids: readonly BatchId[]): void {
    const known = ids.filter((id) => this.#underWay.remove(id))
    if (known.length > 0) this.#effects.push({ kind: 'cancel', batchIds: known })
  }

  #closed(reason: string): void {
    if (this.#state.kind === 'waiting') return
    const attempt = 'attempt' in this.#state ? this.#state.attempt : 0
    this.#retry(attempt + 1, reason)
  }

  #giveUp(reason: string): void {
    this.#effects.push({ kind: 'disconnect' })
    this.#closed(reason)
  }

  #retry(attempt: number, reason: string): void {
    if (this.#draining !== null) return this.#end({ kind: 'drained', reason: this.#draining })
    const waitMs = backOffMs(attempt, this.#settings.chance())
    this.#lastError = reason
    this.#become({ kind: 'waiting', attempt, untilMs: this.#now + waitMs })
    this.#log(
      'warn',
      `No connection to the master: ${reason}. Trying again in ${(waitMs / 1000).toFixed(1)} s.`,
    )
  }

  #tick(): void {
    if (this.#state.kind === 'waiting' && this.#now >= this.#state.untilMs) {
      return this.#connect(this.#state.attempt)
    }
    const overdue = overdueSentence(this.#state, this.#settings.connectionTimeoutMs, this.#now)
    if (overdue !== null) this.#giveUp(overdue)
  }

  /** Nobody waits for it any more. */
  #dropWork(): void {
    this.#cancel(this.#underWay.ids)
    this.#undelivered.take()
    this.#problem = null
    this.#runId = null
  }

  #end(end: WorkerEnd): void {
    this.#dropWork()
    if (end.kind === 'refused') this.#lastError = end.message
    this.#effects.push({ kind: 'disconnect' })
    this.#become({ kind: 'ended', end })
    this.#effects.push({ kind: 'finished', end })
  }

  #become(state: WorkerState): void {
    this.#state = state
    this.#effects.push({ kind: 'statusChanged' })
  }

  #send(frame: Frame): void {
    this.#effects.push({ kind: 'send', frame })
  }

  #log(level: 'info' | 'warn', message: string): void {
    this.#effects.push({ kind: 'log', level, message })
  }
}
