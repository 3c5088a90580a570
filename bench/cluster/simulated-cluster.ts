// The real master session in simulated time: workers, slots and a network of constant delay, no sockets, no processor.
import type { BatchId } from '../../core/base/ids.ts'
import type { EvaluationBatch } from '../../core/evaluate/batch.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { decodeBatch } from '../../core/wire/batch-codec.ts'
import { type Frame, HEADER_BYTES, readHeader } from '../../core/wire/frame.ts'
import { type MasterInput, MasterSession } from '../../core/wire/master-session.ts'
import { decodeControl, encodeControl } from '../../core/wire/messages.ts'
import { encodeResults } from '../../core/wire/results-codec.ts'
import { EventQueue } from './event-queue.ts'
import { waiting, waitMs } from './waits.ts'

export interface SimulatedWorker {
  readonly slots: number
  /** 1: evaluations wait as long as they say. */
  readonly slowness: number
}

interface Worker extends SimulatedWorker {
  readonly connection: string
  readonly queue: { readonly id: BatchId; readonly bytes: Uint8Array }[]
  free: number
}

const RUNTIME = { processor: '', platform: '', release: '', arch: '', node: '', v8: '' }
const ANY_TOKEN = 'the token of a simulation'

export class SimulatedCluster {
  readonly #delayMs: number
  readonly #master: MasterSession
  readonly #workers = new Map<string, Worker>()
  readonly #events = new EventQueue()
  #isDone = false

  constructor(
    workers: readonly SimulatedWorker[],
    { delayMs, verifyPercent }: { delayMs: number; verifyPercent: number },
  ) {
    this.#delayMs = delayMs
    this.#master = new MasterSession({
      appVersion: '0',
      runtime: RUNTIME,
      isToken: () => true,
      heartbeatIntervalMs: 1e9,
      heartbeatTimeoutMs: 1e10,
      handshakeTimeoutMs: 1e9,
      taskTimeoutMs: 300_000,
      maxRetries: 3,
      batchSize: 0,
      verifyPercent,
      firstBatch: 1,
    })
    const { name, version } = waiting
    const problem = { name, version, hash: problemHash(waiting) }
    this.#tell({ kind: 'beginRun', options: {}, problem, deterministic: true, runId: 'bench', minWorkers: 0 })
    for (const [index, worker] of workers.entries()) this.#join(worker, index)
    this.#run()
  }

  /** Simulated milliseconds until the whole generation is evaluated. */
  evaluate(batch: EvaluationBatch): number {
    const begunMs = this.#events.nowMs
    this.#isDone = false
    this.#tell({ kind: 'evaluate', batch })
    while (!this.#isDone && this.#events.step());
    const tookMs = this.#events.nowMs - begunMs
    this.#run()
    return tookMs
  }

  #join(worker: SimulatedWorker, index: number): void {
    const connection = `w${index}`
    this.#workers.set(connection, { ...worker, connection, queue: [], free: worker.slots })
    this.#tell({ kind: 'connected', connection, address: 'simulated', local: false })
    const { name, version } = waiting
    const hello = encodeControl('hello', {
      token: ANY_TOKEN,
      key: `key-of-worker-${index}`,
      label: connection,
      slots: worker.slots,
      appVersion: '0',
      runtime: RUNTIME,
      problems: [{ name, version, hash: problemHash(waiting) }],
    })
    this.#tell({ kind: 'received', connection, bytes: hello })
  }

  #run(): void {
    while (this.#events.step());
  }

  #tell(input: MasterInput): void {
    for (const effect of this.#master.handle(input, this.#events.nowMs)) {
      if (effect.kind === 'send') {
        const worker = this.#workers.get(effect.connection)
        if (worker !== undefined) this.#events.after(this.#delayMs, () => this.#receive(worker, effect.frame))
      }
      if (effect.kind === 'wake') {
        this.#events.after(effect.atMs - this.#events.nowMs, () => this.#tell({ kind: 'tick' }))
      }
      if (effect.kind === 'evaluated') this.#isDone = true
    }
  }

  #receive(worker: Worker, frame: Frame): void {
    const header = readHeader(frame, frame.length)
    if (!header.ok) return
    if (header.value.type === 'ping') this.#send(worker, encodeControl('pong', null))
    if (header.value.type === 'cancel') {
      const cancel = decodeControl('cancel', frame.subarray(HEADER_BYTES))
      const ids = new Set<number>(cancel.ok ? cancel.value.batchIds : [])
      worker.queue.splice(0, worker.queue.length, ...worker.queue.filter(({ id }) => !ids.has(id)))
    }
    if (header.value.type !== 'batch') return
    const batch = decodeBatch(frame)
    if (!batch.ok) return
    worker.queue.push({ id: batch.value.batchId, bytes: frame })
    this.#work(worker)
  }

  #work(worker: Worker): void {
    while (worker.free > 0) {
      const next = worker.queue.shift()
      const batch = next === undefined ? null : decodeBatch(next.bytes)
      if (batch?.ok !== true) return
      const { batchId, generation, items } = batch.value
      const elapsedMs = items.reduce((sum, { seed }) => sum + worker.slowness * waitMs(seed), 0)
      const evaluations = items.map(({ genomeId }) => ({ kind: 'scored' as const, genomeId, fitness: 1 }))
      worker.free--
      this.#events.after(elapsedMs, () => {
        worker.free++
        this.#send(worker, encodeResults({ batchId, generation, elapsedMs, evaluations }))
        this.#work(worker)
      })
    }
  }

  #send({ connection }: Worker, bytes: Frame): void {
    this.#events.after(this.#delayMs, () => this.#tell({ kind: 'received', connection, bytes }))
  }
}
