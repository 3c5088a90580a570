// Evaluator threads, one per slot, with a queue before them. A thread that dies, or works on one job for too long, is
// replaced; one whose job is cancelled gets a moment to see it.
import { Worker } from 'node:worker_threads'
import type { OnSubstrate } from '../../problems/problem.ts'
import type { Frame } from '../../wire/frame.ts'
import { Deadline } from './deadline.ts'
import type { ThreadReply, ThreadRequest } from './thread-service.ts'

export type Ticket = number

/** What became of a job. All but `results` say why there are none. */
export type JobEnd =
  | { readonly kind: 'results'; readonly genomes: number; readonly frame: Frame }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'crashed'; readonly reason: string }
  | { readonly kind: 'late'; readonly reason: string }

export interface Job {
  readonly bytes: Uint8Array
  /** A thread that works longer on it is ended. */
  readonly limitMs: number
  /** Slots that get it only when there are no others. */
  readonly avoid?: ReadonlySet<number>
  /** Called once, unless the job is cancelled. */
  readonly done: (end: JobEnd, slot: number) => void
}

interface Running {
  readonly ticket: Ticket
  readonly job: Job
  /** null until the thread is ready. */
  deadline: Deadline | null
  isCancelled: boolean
}

interface Slot {
  readonly number: number
  worker: Worker
  /** Holds the ticket of a job that the thread should give up. */
  cancelled: Int32Array
  isReady: boolean
  running: Running | null
}

/** How long a thread has to notice that its job is cancelled: a batch's usual length. */
const CANCEL_GRACE_MS = 250

let threadUrl = new URL(
  `./evaluator-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
)

/** Where the code of the threads is, for an app that was bundled into other files. */
export function setEvaluatorThreadUrl(url: URL): void {
  threadUrl = url
}

export class ThreadPool {
  readonly slots: number
  readonly #threads: Slot[] = []
  readonly #queue: { readonly ticket: Ticket; readonly job: Job }[] = []
  #declared: OnSubstrate | null = null
  #nextTicket = 1
  #isClosed = false

  /** Threads start with the first job. */
  constructor(slots: number) {
    this.slots = slots
  }

  /** Tells every thread, and every one to come, of a problem that it doesn't know by itself. */
  prepare(declared: OnSubstrate): void {
    this.#declared = declared
    for (const { worker } of this.#threads) worker.postMessage(declared)
  }

  run(job: Job): Ticket {
    const ticket = this.#nextTicket
    this.#nextTicket = ticket === 0x7fff_ffff ? 1 : ticket + 1
    this.#queue.push({ ticket, job })
    this.#feed()
    return ticket
  }

  /** Forgets a job. */
  cancel(ticket: Ticket): void {
    const queued = this.#queue.findIndex((waiting) => waiting.ticket === ticket)
    if (queued >= 0) this.#queue.splice(queued, 1)
    const slot = this.#threads.find(({ running }) => running?.ticket === ticket)
    if (slot?.running == null || slot.running.isCancelled) return
    const { running } = slot
    running.isCancelled = true
    running.deadline?.stop()
    Atomics.store(slot.cancelled, 0, ticket)
    setTimeout(() => {
      if (slot.running === running) this.#end(slot)
    }, CANCEL_GRACE_MS).unref()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#queue.length = 0
    for (const { running } of this.#threads) running?.deadline?.stop()
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }

  /** Gives waiting jobs to free slots; a job whose every free slot is to be avoided lets the next one pass. */
  #feed(): void {
    for (let at = 0; at < this.#queue.length && !this.#isClosed; ) {
      const waiting = this.#queue[at]
      const slot = this.#freeSlot(waiting?.job.avoid)
      if (slot === null || waiting === undefined) {
        if (waiting?.job.avoid === undefined) return
        at++
        continue
      }
      this.#queue.splice(at, 1)
      this.#begin(slot, waiting.ticket, waiting.job)
    }
  }

  #freeSlot(avoid: ReadonlySet<number> | undefined): Slot | null {
    const mayAll = avoid === undefined || avoid.size >= this.slots
    const free = this.#threads.find((slot) => slot.running === null && (mayAll || !avoid.has(slot.number)))
    if (free !== undefined || this.#threads.length >= this.slots) return free ?? null
    const slot: Slot = { number: this.#threads.length, ...startThread(this.#declared), running: null }
    this.#threads.push(slot)
    this.#listen(slot)
    return slot
  }

  #begin(slot: Slot, ticket: Ticket, job: Job): void {
    slot.running = { ticket, job, deadline: null, isCancelled: false }
    const request: ThreadRequest = { ticket, bytes: job.bytes }
    slot.worker.postMessage(request)
    if (slot.isReady) this.#startClock(slot)
  }

  /** Loading a thread's code is nobody's evaluation. */
  #startClock(slot: Slot): void {
    const { running } = slot
    if (running === null || running.isCancelled) return
    const { limitMs } = running.job
    running.deadline = new Deadline(limitMs, () => {
      this.#end(slot, { kind: 'late', reason: `the evaluation took longer than ${limitMs} ms` })
    })
  }

  #listen(slot: Slot): void {
    const { worker } = slot
    worker.on('message', (reply: ThreadReply) => {
      if (slot.worker !== worker) return
      if (reply.kind !== 'ready') return this.#finish(slot, reply.kind === 'cancelled' ? null : reply)
      slot.isReady = true
      this.#startClock(slot)
    })
    worker.on('error', (error) => {
      if (slot.worker === worker) this.#end(slot, { kind: 'crashed', reason: error.message })
    })
    worker.on('exit', (code) => {
      const reason = `the evaluator thread exited with code ${code}`
      if (slot.worker === worker) this.#end(slot, { kind: 'crashed', reason })
    })
  }

  #finish(slot: Slot, end: JobEnd | null): void {
    const { running } = slot
    slot.running = null
    running?.deadline?.stop()
    if (running?.isCancelled === false && end !== null) running.job.done(end, slot.number)
    this.#feed()
  }

  /** Replaces the thread. */
  #end(slot: Slot, end: JobEnd | null = null): void {
    if (this.#isClosed) return
    const old = slot.worker
    Object.assign(slot, startThread(this.#declared))
    this.#listen(slot)
    void old.terminate()
    this.#finish(slot, end)
  }
}

function startThread(declared: OnSubstrate | null): Pick<Slot, 'worker' | 'cancelled' | 'isReady'> {
  const cancelled = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(threadUrl, { workerData: { cancelled } })
  // A waiting thread is no reason to keep the process; its owner's sockets and timers are.
  worker.unref()
  if (declared !== null) worker.postMessage(declared)
  return { worker, cancelled, isReady: false }
}
