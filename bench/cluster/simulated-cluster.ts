// The real master session in simulated time: workers, slots, a network of constant delay, and a master that takes its time
// for every message. No sockets, no processes; whoever dies does so by the clock of the simulation.
import type { BatchId } from '../../core/base/ids.ts'
import type { Evaluation, EvaluationBatch } from '../../core/evaluate/batch.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { decodeBatch, peekBatch } from '../../core/wire/batch-codec.ts'
import { type Frame, readHeader } from '../../core/wire/frame.ts'
import { type MasterInput, MasterSession } from '../../core/wire/master-session.ts'
import { decodeControl, encodeControl, type Hello, PONG } from '../../core/wire/messages.ts'
import { encodeResults } from '../../core/wire/results-codec.ts'
import { Churn, type ChurnRules } from './churn.ts'
import { EventQueue } from './event-queue.ts'
import { TurnClock } from './turn-clock.ts'
import { uniform, type Waits, waiting } from './waits.ts'

export interface SimulatedWorker {
  readonly slots: number
  /** 1: evaluations wait as long as they say. */
  readonly slowness: number
}

export interface Simulation {
  /** One-way delay of the network. */
  readonly delayMs: number
  readonly verifyPercent: number
  readonly waits?: Waits
  /** What a frame of results costs the master's processor besides the session: sockets, TLS, the answer. */
  readonly resultsCostMs?: number
  /** Health checks as by default, and workers that come and go; without it nothing happens but evaluation. */
  readonly churn?: ChurnRules
  /** Simulated time after which it is given up. */
  readonly mostMs?: number
  /** Told of every few results that came, and the simulated time. */
  readonly onArrived?: (genomes: number, nowMs: number) => void
}

/** With these workers nothing is ever done: they leave, or are lost, before they have evaluated anything. */
export class NeverDone extends Error {
  override readonly name = 'NeverDone'
  constructor(afterMs: number) {
    const hours = (afterMs / 3_600_000).toFixed(1)
    super(
      `Given up after ${hours} simulated hours: workers leave sooner than they evaluate. Give shorter evaluations (--mean-ms) or less churn (--churn).`,
    )
  }
}

/** What went over the wire, and what the session took. */
export interface Load {
  framesIn: number
  framesOut: number
  bytesIn: number
  bytesOut: number
  /** Of this machine's processor, in the session alone; the longest is that of one input, results and health checks aside. */
  readonly sessionMs: number
  readonly longestMs: number
  /** Of the simulated master's, for sockets: what messages were said to cost. */
  busyMs: number
}

type Counts = Omit<Load, 'sessionMs' | 'longestMs'>

/** A frame on its way to a worker. */
interface Delivery {
  readonly worker: Worker
  readonly frame: Frame
}

interface Worker extends SimulatedWorker {
  readonly connection: string
  readonly queue: { readonly id: BatchId; readonly bytes: Uint8Array }[]
  free: number
  isDead: boolean
}

const RUNTIME = { processor: '', platform: '', release: '', arch: '', node: '', v8: '' }
const { name, version } = waiting
const PROBLEM = { name, version, hash: problemHash(waiting) }
const NEVER_MS = 1e9
const HEARTBEAT_MS = 5000
const TICK_MS = 100

export class SimulatedCluster {
  readonly #simulation: Simulation
  readonly #waits: Waits
  readonly #master: MasterSession
  readonly #workers = new Map<string, Worker>()
  readonly #events = new EventQueue()
  readonly #counts: Counts = { framesIn: 0, framesOut: 0, bytesIn: 0, bytesOut: 0, busyMs: 0 }
  readonly #clock = new TurnClock()
  #onEvaluated: (evaluations: readonly Evaluation[]) => void = () => {}
  #masterFreeAtMs = 0
  #joined = 0
  /** Time that slots spent evaluating, whether anybody wanted the result or not. */
  busySlotMs = 0

  constructor(workers: readonly SimulatedWorker[], simulation: Simulation) {
    this.#simulation = simulation
    this.#waits = simulation.waits ?? uniform
    const heartbeatIntervalMs = simulation.churn === undefined ? NEVER_MS : HEARTBEAT_MS
    this.#master = new MasterSession({
      ...{ appVersion: '0', runtime: RUNTIME, isToken: () => true },
      ...{ heartbeatIntervalMs, heartbeatTimeoutMs: 3 * heartbeatIntervalMs, handshakeTimeoutMs: NEVER_MS },
      ...{ taskTimeoutMs: 3_600_000, maxRetries: 3, batchSize: 0, firstBatch: 1 },
      verifyPercent: simulation.verifyPercent,
    })
    const run = { problem: PROBLEM, deterministic: true, runId: 'bench', minWorkers: 0 }
    this.#tell({ kind: 'beginRun', options: {}, ...run })
    for (const worker of workers) this.#join(worker)
    if (simulation.churn !== undefined) {
      this.#tick()
      this.#dieAndCome(new Churn(simulation.churn), workers[0] ?? { slots: 1, slowness: 1 })
    }
  }

  get nowMs(): number {
    return this.#events.nowMs
  }

  get load(): Readonly<Load> {
    return { ...this.#counts, sessionMs: this.#clock.sumMs, longestMs: this.#clock.longestMs }
  }

  /** What was counted so far; the longest input is looked for anew. */
  beginMeasuring(): Load {
    const before = this.load
    this.#clock.longestMs = 0
    return before
  }

  get alive(): number {
    return this.#workers.size
  }

  /** Simulated milliseconds until the whole generation is evaluated. */
  evaluate(batch: EvaluationBatch): number {
    const begunMs = this.#events.nowMs
    let isDone = false
    this.#onEvaluated = () => {
      isDone = true
    }
    this.#tell({ kind: 'evaluate', batch })
    while (!isDone && this.#step());
    return this.#events.nowMs - begunMs
  }

  /** Evolution without generations: whatever comes back makes room for another genome, for so many results. */
  stream(first: EvaluationBatch, results: number, next: (number: number) => EvaluationBatch): void {
    let count = 0
    let given = 0
    this.#onEvaluated = (evaluations) => {
      count += evaluations.length
      if (count < results) this.#tell({ kind: 'evaluate', batch: next(given++) })
    }
    for (const item of first.items) this.#tell({ kind: 'evaluate', batch: { ...first, items: [item] } })
    while (count < results && this.#step());
  }

  /** Throws {@link NeverDone} where the simulated time that was allowed is over. */
  #step(): boolean {
    const { mostMs = Number.POSITIVE_INFINITY } = this.#simulation
    if (this.#events.nowMs > mostMs) throw new NeverDone(this.#events.nowMs)
    return this.#events.step()
  }

  /** A worker is gone after so many milliseconds: its connection closes, or it only falls silent. */
  lose(connection: string, afterMs: number, isSilent: boolean): void {
    this.#events.after(afterMs, () => {
      const worker = this.#workers.get(connection)
      if (worker === undefined) return
      worker.isDead = true
      this.#workers.delete(connection)
      if (!isSilent)
        this.#events.after(this.#simulation.delayMs, () => this.#tell({ kind: 'disconnected', connection }))
    })
  }

  #dieAndCome(churn: Churn, kind: SimulatedWorker): void {
    // Where nobody is left for a while, others will come who may leave.
    this.#events.after(churn.nextMs(Math.max(1, this.#workers.size)), () => {
      const connection = churn.choose(this.#workers.keys(), this.#workers.size)
      if (connection !== undefined) {
        this.lose(connection, 0, churn.isSilent())
        this.#events.after(churn.absentMs, () => this.#join(kind))
      }
      this.#dieAndCome(churn, kind)
    })
  }

  #tick(): void {
    this.#events.after(TICK_MS, () => {
      this.#tell({ kind: 'tick' })
      this.#tick()
    })
  }

  #join(kind: SimulatedWorker): void {
    const number = this.#joined++
    const connection = `w${number}`
    const worker = { ...kind, connection, queue: [], free: kind.slots, isDead: false }
    this.#workers.set(connection, worker)
    this.#tell({ kind: 'connected', connection, address: 'simulated', local: false })
    const hello: Hello = {
      ...{ token: 'any', key: `key-of-worker-${number}`, label: connection, slots: kind.slots },
      ...{ appVersion: '0', runtime: RUNTIME, problems: [PROBLEM] },
    }
    this.#tell({ kind: 'received', connection, bytes: encodeControl('hello', hello) })
  }

  /** The session at work: what it sends leaves when the master has had the time for it. */
  #tell(input: MasterInput): void {
    const turn = () => this.#master.handle(input, this.#events.nowMs)
    const effects = isFrequent(input) ? this.#clock.frequent(turn) : this.#clock.rare(turn)
    const deliveries: Delivery[] = []
    for (const effect of effects) {
      if (effect.kind === 'send') {
        this.#counts.framesOut++
        this.#counts.bytesOut += effect.frame.length
        const worker = this.#workers.get(effect.connection)
        if (worker !== undefined) deliveries.push({ worker, frame: effect.frame })
      }
      if (effect.kind === 'wake') {
        this.#events.after(effect.atMs - this.#events.nowMs, () => this.#tell({ kind: 'tick' }))
      }
      if (effect.kind === 'arrived') this.#simulation.onArrived?.(effect.arrivals.length, this.#events.nowMs)
      if (effect.kind === 'evaluated') this.#onEvaluated(effect.evaluations)
    }
    this.#carry(deliveries)
  }

  /** They leave together and arrive together, and so do the answers to health checks among them. */
  #carry(deliveries: readonly Delivery[]): void {
    if (deliveries.length === 0) return
    const { delayMs } = this.#simulation
    const waitMs = Math.max(0, this.#masterFreeAtMs - this.#events.nowMs)
    this.#events.after(waitMs + delayMs, () => {
      const pinged = deliveries.filter((delivery) => this.#receive(delivery))
      if (pinged.length === 0) return
      this.#events.after(delayMs, () => {
        for (const { worker } of pinged) this.#arrive(worker, PONG)
      })
    })
  }

  /** Whether it is a health check, which is answered at once. */
  #receive({ worker, frame }: Delivery): boolean {
    const header = readHeader(frame, frame.length)
    if (!header.ok || worker.isDead) return false
    const { type, body } = header.value
    if (type === 'cancel') {
      const cancel = decodeControl('cancel', body)
      const ids = new Set<number>(cancel.ok ? cancel.value.batchIds : [])
      worker.queue.splice(0, worker.queue.length, ...worker.queue.filter(({ id }) => !ids.has(id)))
    }
    if (type === 'batch') {
      const batch = peekBatch(body)
      if (batch.ok) worker.queue.push({ id: batch.value.batchId, bytes: frame })
      this.#work(worker)
    }
    return type === 'ping'
  }

  #work(worker: Worker): void {
    while (worker.free > 0) {
      const next = worker.queue.shift()
      const batch = next === undefined ? null : decodeBatch(next.bytes)
      if (batch?.ok !== true) return
      const { batchId, generation, items } = batch.value
      const elapsedMs = items.reduce((sum, { seed }) => sum + worker.slowness * this.#waits(seed), 0)
      const evaluations = items.map(({ genomeId }) => ({ kind: 'scored' as const, genomeId, fitness: 1 }))
      worker.free--
      this.#events.after(elapsedMs, () => {
        if (worker.isDead) return
        worker.free++
        this.busySlotMs += elapsedMs
        this.#send(worker, encodeResults({ batchId, generation, elapsedMs, evaluations }))
        this.#work(worker)
      })
    }
  }

  /** Results to the master, which takes them one after the other. */
  #send(worker: Worker, bytes: Frame): void {
    const costMs = this.#simulation.resultsCostMs ?? 0
    this.#events.after(this.#simulation.delayMs, () => {
      const { nowMs } = this.#events
      this.#counts.busyMs += costMs
      this.#masterFreeAtMs = Math.max(nowMs, this.#masterFreeAtMs) + costMs
      if (costMs === 0) return this.#arrive(worker, bytes)
      this.#events.after(this.#masterFreeAtMs - nowMs, () => this.#arrive(worker, bytes))
    })
  }

  #arrive({ connection }: Worker, bytes: Frame): void {
    this.#counts.framesIn++
    this.#counts.bytesIn += bytes.length
    this.#tell({ kind: 'received', connection, bytes })
  }
}

/** What comes for every genome or health check. */
function isFrequent(input: MasterInput): boolean {
  return input.kind === 'received' || (input.kind === 'evaluate' && input.batch.items.length === 1)
}
