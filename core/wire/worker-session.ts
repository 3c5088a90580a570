// The worker's side of the cluster as a state machine: inputs in, effects out. It holds no socket, no thread and no
// clock; batches pass through it unopened to whoever evaluates them.
import type { WorkerConnection } from '../api/views.ts'
import { type BatchId, batchId } from '../base/ids.ts'
import { assertNever } from '../base/invariant.ts'
import type { OnSubstrate } from '../problems/problem.ts'
import { otherProblem, otherProtocol } from './admission.ts'
import { backOffMs } from './back-off.ts'
import { peekBatch } from './batch-codec.ts'
import { type Frame, type FrameHeader, MAX_FRAME_BYTES, PROTOCOL_VERSION, readHeader } from './frame.ts'
import {
  type ControlBody,
  decodeControl,
  encodeControl,
  type Hello,
  type ProblemIdentity,
} from './messages.ts'
import { Undelivered } from './undelivered.ts'
import type { WorkerEffect, WorkerEnd, WorkerInput } from './worker-events.ts'
import { unjoinedView, type WorkerState } from './worker-state.ts'

export interface WorkerSettings {
  readonly hello: Hello
  /** Leaves after the first run instead of waiting for the next. */
  readonly once: boolean
  /** Time that a connection may take until the master's welcome. */
  readonly connectionTimeoutMs: number
  /** Uniform over [0, 1): the jitter of reconnection. */
  readonly chance: () => number
  /** Fingerprint of one of the hello's problems on a substrate; null where there is none. Without it, such runs are refused. */
  readonly declaredHash?: (declared: OnSubstrate) => string | null
}

/** A master that was silent for this many of its heartbeats longer than it waits for a worker is lost. */
const PATIENCE_HEARTBEATS = 1

/** Batches under way, by number, with the number of genomes and their generation. */
type UnderWay = Map<BatchId, { readonly genomes: number; readonly generation: number }>

export class WorkerSession {
  readonly #settings: WorkerSettings
  readonly #underWay: UnderWay = new Map()
  readonly #undelivered = new Undelivered()
  #state: WorkerState = { kind: 'new' }
  #problem: ProblemIdentity | null = null
  /** Kept over a lost connection: what was evaluated for the same run is delivered later. */
  #runId: string | null = null
  #taskTimeoutMs = 0
  #slots: number
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
    this.#slots = settings.hello.slots
  }

  /** Takes one input at `nowMs` and returns what to do, in order. */
  handle(input: WorkerInput, nowMs: number): readonly WorkerEffect[] {
    this.#now = nowMs
    this.#effects = []
    if (this.#state.kind !== 'ended') this.#take(input)
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
    const batches = [...this.#underWay.values()]
    const first = batches[0]
    if (first === undefined) return { kind: 'idle' }
    const genomes = batches.reduce((sum, batch) => sum + batch.genomes, 0)
    return { kind: 'working', generation: first.generation, genomes }
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
        this.#slots = input.slots
        if (this.#state.kind === 'joined') this.#send(encodeControl('slots', { slots: input.slots }))
        return
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
    if (header.value.protocolVersion !== PROTOCOL_VERSION) return this.#foreignProtocol(header.value)
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
      case 'batch':
        return this.#batch(bytes, body)
      case 'ping':
        return this.#send(encodeControl('pong', null))
      case 'pong':
        return
      default:
        return this.#giveUp(`the master sent a ${type ?? 'unknown'} message, which is not for a worker`)
    }
  }

  #read<Type extends 'welcome' | 'refusal' | 'beginRun' | 'endRun' | 'cancel' | 'setAside'>(
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
    if (this.#slots !== this.#settings.hello.slots) this.#send(encodeControl('slots', { slots: this.#slots }))
    this.#log('info', `Joined the master (Neatwork ${masterVersion}) as "${label}".`)
    if (warning !== null) this.#log('warn', `Note: ${warning}.`)
  }

  #putAside(reason: string): void {
    this.#setAside = reason
    this.#log('warn', `The master gives this worker no more work: ${reason}.`)
    this.#effects.push({ kind: 'statusChanged' })
  }

  /** A refusal is the owner's to mend: trying again would change nothing. */
  #refused({ code, message }: { readonly code: string; readonly message: string }): void {
    this.#end({ kind: 'refused', code, message })
  }

  #foreignProtocol({ protocolVersion }: FrameHeader): void {
    this.#end({ kind: 'refused', code: 'protocol', message: otherProtocol(protocolVersion) })
  }

  #beginRun({ problem, runId, options }: ControlBody<'beginRun'>): void {
    const { declared } = problem
    const known = declared?.problem ?? problem
    const own = this.#settings.hello.problems.find(({ name }) => name === known.name)
    if (own?.hash !== known.hash || own.version !== known.version) {
      return this.#refuseProblem(known, own?.hash ?? null)
    }
    const painted = declared === undefined ? null : { problem: known.name, substrate: declared.substrate }
    if (painted !== null) {
      const hash = this.#settings.declaredHash?.(painted) ?? null
      if (hash !== problem.hash) return this.#refuseProblem(problem, hash)
    }
    this.#effects.push({ kind: 'prepare', setting: { declared: painted, options } })
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

  #refuseProblem(problem: ProblemIdentity, ownHash: string | null): void {
    this.#end({ kind: 'refused', code: 'problem', message: otherProblem(problem, ownHash) })
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
    const stale = [...this.#underWay].filter(([, batch]) => batch.generation !== generation)
    this.#cancel(stale.map(([old]) => old))
    this.#underWay.set(id, { genomes: count, generation })
    this.#effects.push({ kind: 'evaluate', batchId: id, bytes, limitMs: this.#taskTimeoutMs })
    if (this.#underWay.size === 1) this.#effects.push({ kind: 'statusChanged' })
  }

  #evaluated({ batchId: id, frame }: Extract<WorkerInput, { kind: 'evaluated' }>): void {
    if (!this.#underWay.delete(id)) return // cancelled meanwhile
    if (this.#state.kind === 'joined' && this.#state.isInRun) this.#send(frame)
    else this.#undelivered.add(frame)
    if (this.#underWay.size === 0) this.#effects.push({ kind: 'statusChanged' })
  }

  #cancel(ids: readonly BatchId[]): void {
    const known = ids.filter((id) => this.#underWay.delete(id))
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
    const waitMs = backOffMs(attempt, this.#settings.chance())
    this.#lastError = reason
    this.#become({ kind: 'waiting', attempt, untilMs: this.#now + waitMs })
    this.#log(
      'warn',
      `No connection to the master: ${reason}. Trying again in ${(waitMs / 1000).toFixed(1)} s.`,
    )
  }

  #tick(): void {
    switch (this.#state.kind) {
      case 'waiting':
        if (this.#now >= this.#state.untilMs) this.#connect(this.#state.attempt)
        return
      case 'connecting':
      case 'greeting':
        if (this.#now - this.#state.sinceMs > this.#settings.connectionTimeoutMs) {
          this.#giveUp(`it did not answer within ${this.#settings.connectionTimeoutMs / 1000} s`)
        }
        return
      case 'joined':
        if (this.#now - this.#state.heardAtMs > this.#state.silentForMs) {
          this.#giveUp('the master has been silent for too long')
        }
        return
      default:
        return
    }
  }

  /** Nobody waits for it any more. */
  #dropWork(): void {
    this.#cancel([...this.#underWay.keys()])
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
