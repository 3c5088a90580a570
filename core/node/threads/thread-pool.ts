// Evaluator threads, one per slot, with a queue before them. A thread that dies or is cancelled in mid-work is replaced.
import { Worker } from 'node:worker_threads'
import type { OnSubstrate } from '../../problems/problem.ts'
import type { Frame } from '../../wire/frame.ts'
import type { ThreadReply } from './thread-service.ts'

export type Ticket = number

/** What became of a job. `crashed` and `unusable` say why there are no results. */
export type JobEnd =
  | { readonly kind: 'results'; readonly genomes: number; readonly frame: Frame }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'crashed'; readonly reason: string }

interface Job {
  readonly ticket: Ticket
  readonly bytes: Uint8Array
  readonly done: (end: JobEnd) => void
}

interface Slot {
  worker: Worker
  job: Job | null
}

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
  readonly #queue: Job[] = []
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

  /** Queues one batch frame; `done` is called once, unless the job is cancelled. */
  run(bytes: Uint8Array, done: (end: JobEnd) => void): Ticket {
    const ticket = this.#nextTicket++
    this.#queue.push({ ticket, bytes, done })
    this.#feed()
    return ticket
  }

  /** Forgets a job; if a thread works on it already, the thread is ended and replaced. */
  cancel(ticket: Ticket): void {
    const queued = this.#queue.findIndex((job) => job.ticket === ticket)
    if (queued >= 0) this.#queue.splice(queued, 1)
    const slot = this.#threads.find((candidate) => candidate.job?.ticket === ticket)
    if (slot === undefined) return
    slot.job = null
    this.#replace(slot)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#queue.length = 0
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }

  #feed(): void {
    while (this.#queue.length > 0 && !this.#isClosed) {
      const slot = this.#threads.find((candidate) => candidate.job === null) ?? this.#newSlot()
      const job = slot === null ? undefined : this.#queue.shift()
      if (slot === null || job === undefined) return
      slot.job = job
      slot.worker.postMessage(job.bytes)
    }
  }

  #newSlot(): Slot | null {
    if (this.#threads.length >= this.slots) return null
    const slot: Slot = { worker: this.#startThread(), job: null }
    this.#threads.push(slot)
    this.#listen(slot)
    return slot
  }

  #listen(slot: Slot): void {
    const { worker } = slot
    worker.on('message', (reply: ThreadReply) => {
      if (slot.worker === worker) this.#finish(slot, reply)
    })
    worker.on('error', (error) => {
      if (slot.worker === worker) this.#crash(slot, error.message)
    })
    worker.on('exit', (code) => {
      if (slot.worker === worker) this.#crash(slot, `the evaluator thread exited with code ${code}`)
    })
  }

  #finish(slot: Slot, end: JobEnd): void {
    const job = slot.job
    slot.job = null
    job?.done(end)
    this.#feed()
  }

  #crash(slot: Slot, reason: string): void {
    if (this.#isClosed) return
    this.#replace(slot)
    this.#finish(slot, { kind: 'crashed', reason })
  }

  #replace(slot: Slot): void {
    const old = slot.worker
    slot.worker = this.#startThread()
    this.#listen(slot)
    void old.terminate()
    this.#feed()
  }

  #startThread(): Worker {
    const worker = new Worker(threadUrl)
    // A waiting thread is no reason to keep the process; its owner's sockets and timers are.
    worker.unref()
    if (this.#declared !== null) worker.postMessage(this.#declared)
    return worker
  }
}
