// A whole cluster in memory: the real sessions, queues instead of sockets, evaluation in place, a clock set by hand.
// Faults are what a test makes of it: lost frames, dead workers, late results.

import type { AbortSignalLike } from '../../core/base/abort.ts'
import type { BatchId } from '../../core/base/ids.ts'
import type { Arrived, BatchEvaluator, Evaluation, EvaluationBatch } from '../../core/evaluate/batch.ts'
import { evaluateItem } from '../../core/evaluate/evaluate-item.ts'
import type { OptionValues } from '../../core/problems/options.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { decodeBatch } from '../../core/wire/batch-codec.ts'
import type { Frame } from '../../core/wire/frame.ts'
import {
  type MasterEffect,
  type MasterInput,
  MasterSession,
  type MasterSettings,
} from '../../core/wire/master-session.ts'
import type { Hello } from '../../core/wire/messages.ts'
import { encodeResults } from '../../core/wire/results-codec.ts'
import type { WorkerEffect, WorkerEnd, WorkerInput } from '../../core/wire/worker-events.ts'
import { WorkerSession } from '../../core/wire/worker-session.ts'

export const TOKEN = 'the-right-token-of-a-test'

const RUNTIME = { processor: 'p', platform: 'test', release: '1', arch: 'test', node: '0', v8: '0' }

export function hello(problem: Problem, changes: Partial<Hello> = {}): Hello {
  const { name, version } = problem
  return {
    token: TOKEN,
    key: `key-of-a-worker-${Math.abs(hash(JSON.stringify(changes)))}`,
    label: 'w',
    slots: 2,
    appVersion: '1.0.0',
    runtime: RUNTIME,
    problems: [{ name, version, hash: problemHash(problem) }],
    ...changes,
  }
}

function hash(text: string): number {
  return [...text].reduce((sum, char) => (Math.imul(sum, 31) + (char.codePointAt(0) ?? 0)) | 0, 7)
}

export const SETTINGS: MasterSettings = {
  appVersion: '1.0.0',
  runtime: RUNTIME,
  isToken: (candidate) => candidate === TOKEN,
  heartbeatIntervalMs: 1000,
  heartbeatTimeoutMs: 3000,
  taskTimeoutMs: 10_000,
  handshakeTimeoutMs: 5000,
  maxRetries: 3,
  batchSize: 0,
  verifyPercent: 0,
  firstBatch: 1,
}

export class MemoryCluster implements BatchEvaluator {
  master: MasterSession
  readonly alarms: string[] = []
  readonly #settings: MasterSettings
  readonly #minWorkers: number
  readonly log: string[] = []
  readonly waits: string[] = []
  readonly problem: Problem
  readonly workers: MemoryWorker[] = []
  nowMs = 0
  /** Who waits for a batch, by its first genome. */
  #arrived: Arrived = () => {}
  readonly #waiting = new Map<number, (evaluations: readonly Evaluation[]) => void>()

  constructor(problem: Problem, minWorkers = 1, settings: Partial<MasterSettings> = {}) {
    this.problem = problem
    this.#settings = { ...SETTINGS, ...settings }
    this.#minWorkers = minWorkers
    this.master = new MasterSession(this.#settings)
    this.beginRun('run')
  }

  beginRun(runId: string): void {
    const { name, version, deterministic } = this.problem
    const problem = { name, version, hash: problemHash(this.problem) }
    this.toMaster({
      kind: 'beginRun',
      options: {},
      problem,
      deterministic,
      runId,
      minWorkers: this.#minWorkers,
    })
  }

  /** The master's process is gone and started again: nobody told the workers. */
  restartMaster(runId = 'run', firstBatch = 1_000_000): void {
    this.master = new MasterSession({ ...this.#settings, firstBatch })
    this.beginRun(runId)
    for (const worker of this.workers) worker.cut()
  }

  evaluate(
    batch: EvaluationBatch,
    _signal?: AbortSignalLike,
    arrived: Arrived = () => {},
  ): Promise<readonly Evaluation[]> {
    this.#arrived = arrived
    return new Promise((resolve) => {
      this.#waiting.set(batch.items[0]?.genomeId ?? -1, resolve)
      this.toMaster({ kind: 'evaluate', batch })
    })
  }

  toMaster(input: MasterInput): void {
    for (const effect of this.master.handle(input, this.nowMs)) this.#carryOut(effect)
  }

  join(changes: Partial<Hello> = {}, once = false): MemoryWorker {
    const worker = new MemoryWorker(
      this,
      hello(this.problem, { key: `worker-key-${this.workers.length}`, ...changes }),
      once,
    )
    this.workers.push(worker)
    worker.take({ kind: 'start' })
    return worker
  }

  /** Moves every frame and every evaluation one step on; false when nothing was left to do. */
  step(): boolean {
    return this.workers.map((worker) => worker.step()).some(Boolean)
  }

  /** Lets everything happen that can without the clock. */
  settle(): void {
    while (this.step());
  }

  advance(ms: number): void {
    this.nowMs += ms
    this.toMaster({ kind: 'tick' })
    for (const worker of this.workers) worker.take({ kind: 'tick' })
  }

  #carryOut(effect: MasterEffect): void {
    if (effect.kind === 'send') this.#at(effect.connection)?.inbox.push(effect.frame)
    if (effect.kind === 'close') this.#at(effect.connection)?.inbox.push('closed')
    if (effect.kind === 'log') this.log.push(effect.message)
    if (effect.kind === 'alarm') this.alarms.push(effect.message)
    if (effect.kind === 'waiting') this.waits.push(`${effect.connected}/${effect.needed}`)
    if (effect.kind === 'enoughWorkers') this.waits.push('enough')
    if (effect.kind === 'arrived') this.#arrived(effect.arrivals)
    if (effect.kind === 'evaluated')
      this.#waiting.get(effect.evaluations[0]?.genomeId ?? -1)?.(effect.evaluations)
  }

  #at(connection: string): MemoryWorker | undefined {
    return this.workers.find((worker) => worker.connection === connection)
  }
}

let connections = 0

export class MemoryWorker {
  readonly session: WorkerSession
  readonly inbox: (Frame | 'closed')[] = []
  readonly outbox: Frame[] = []
  readonly log: string[] = []
  connection: string | null = null
  end: WorkerEnd | null = null
  isDead = false
  evaluated = 0
  /** As the master said last. */
  options: OptionValues | undefined = undefined
  /** What this worker makes of an evaluation: its own bits, its own failures. */
  twist: (evaluation: Evaluation) => Evaluation = (evaluation) => evaluation
  onBatch: (evaluations: readonly Evaluation[]) => readonly Evaluation[] = (evaluations) => evaluations
  /** Alive, but its evaluations never end. */
  isHung = false
  msPerGenome = 0.01
  readonly #cluster: MemoryCluster
  readonly #jobs = new Map<BatchId, Uint8Array>()

  constructor(cluster: MemoryCluster, own: Hello, once: boolean) {
    this.#cluster = cluster
    this.session = new WorkerSession({ hello: own, once, connectionTimeoutMs: 5000, chance: () => 0.5 })
  }

  /** Batches that it holds. */
  get jobs(): number {
    return this.#jobs.size
  }

  take(input: WorkerInput): void {
    if (this.isDead) return
    for (const effect of this.session.handle(input, this.#cluster.nowMs)) this.#carryOut(effect)
  }

  /** The process is gone; its socket tells the master at once unless `silently`. */
  kill({ silently = false } = {}): void {
    this.isDead = true
    this.outbox.length = 0
    if (!silently) this.cut()
  }

  /** The connection is gone on both sides. */
  cut(): void {
    const { connection } = this
    this.connection = null
    this.inbox.length = 0
    this.outbox.length = 0
    if (connection !== null) this.#cluster.toMaster({ kind: 'disconnected', connection })
    this.take({ kind: 'closed', reason: 'cut' })
  }

  step(): boolean {
    if (this.isDead) return false
    const incoming = this.inbox.shift()
    if (incoming === 'closed') this.cut()
    else if (incoming !== undefined) this.take({ kind: 'received', bytes: incoming })
    const didWork = this.#evaluateOne()
    const outgoing = this.outbox.shift()
    if (outgoing !== undefined && this.connection !== null) {
      this.#cluster.toMaster({ kind: 'received', connection: this.connection, bytes: outgoing })
    }
    return incoming !== undefined || didWork || outgoing !== undefined
  }

  #evaluateOne(): boolean {
    const [job] = this.#jobs
    if (job === undefined || this.isHung) return false
    const [id, bytes] = job
    this.#jobs.delete(id)
    const batch = decodeBatch(bytes)
    if (!batch.ok) throw new Error(batch.error.message)
    const { items, tuning } = batch.value
    const how = { tuning, options: this.options }
    const made = items.map((item) => this.twist(evaluateItem(this.#cluster.problem, item, how)))
    const evaluations = this.onBatch(made)
    this.evaluated += evaluations.length
    const frame = encodeResults({
      batchId: id,
      generation: batch.value.generation,
      elapsedMs: this.msPerGenome * evaluations.length,
      evaluations,
    })
    this.take({ kind: 'evaluated', batchId: id, genomes: evaluations.length, frame })
    return true
  }

  #carryOut(effect: WorkerEffect): void {
    if (effect.kind === 'connect') {
      this.connection = `c${connections++}`
      const address = '10.0.0.7'
      this.#cluster.toMaster({ kind: 'connected', connection: this.connection, address, local: false })
      this.take({ kind: 'opened' })
    }
    if (effect.kind === 'prepare') this.options = effect.setting.options
    if (effect.kind === 'send') this.outbox.push(effect.frame)
    if (effect.kind === 'evaluate') this.#jobs.set(effect.batchId, effect.bytes)
    if (effect.kind === 'cancel') for (const id of effect.batchIds) this.#jobs.delete(id)
    if (effect.kind === 'log') this.log.push(effect.message)
    if (effect.kind === 'finished') this.end = effect.end
    if (effect.kind === 'disconnect') this.#disconnect()
  }
  /** What was sent before arrives. */
  #disconnect(): void {
    const { connection } = this
    this.connection = null
    for (const bytes of this.outbox.splice(0)) {
      if (connection !== null) this.#cluster.toMaster({ kind: 'received', connection, bytes })
    }
  }
}
