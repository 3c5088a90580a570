// Slots of this machine with a queue before them. A slot that dies, or works on one job for too long, is replaced; one
// whose job is cancelled gets a moment to see it. Where jobs are brief, a slot that can has the next one before it is through
// with the first. What slots are made of, it doesn't know.
import type { RunSetting } from '../../problems/problem.ts'
import type { Frame } from '../../wire/frame.ts'
import { Deadline } from './deadline.ts'
import type { EvaluatingSlot, SlotReply, StartSlot, Ticket } from './slot.ts'

/** What became of a job. All but `results` say why there are none. */
export type JobEnd =
  | { readonly kind: 'results'; readonly genomes: number; readonly frame: Frame }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'crashed'; readonly reason: string }
  | { readonly kind: 'late'; readonly reason: string }

export interface Job {
  readonly bytes: Uint8Array
  /** A slot that works longer on it is ended. */
  readonly limitMs: number
  /** Slots that get it only when there are no others. */
  readonly avoid?: ReadonlySet<number>
  /** Called once, unless the job is cancelled. */
  readonly done: (end: JobEnd, slot: number) => void
}

interface Running {
  readonly ticket: Ticket
  readonly job: Job
  /** null until the slot is ready and works on it. */
  deadline: Deadline | null
  startedMs: number
  isCancelled: boolean
}

interface Slot {
  readonly number: number
  /** Another one after each end; null before the first. */
  evaluating: EvaluatingSlot | null
  isReady: boolean
  running: Running | null
  /** Is there already, and nobody has begun it: whatever becomes of `running` is not its doing. */
  next: Running | null
  /** What its last job took. */
  lastMs: number
}

/** Jobs this brief are handed over ahead; behind a longer one the next would wait while other slots have nothing to do. */
const BRIEF_MS = 50

/** How long a slot has to notice that its job is cancelled: a batch's usual length. */
const CANCEL_GRACE_MS = 250

export class SlotPool {
  readonly size: number
  readonly #start: StartSlot
  readonly #nowMs: () => number
  readonly #slots: Slot[] = []
  readonly #queue: { readonly ticket: Ticket; readonly job: Job }[] = []
  #setting: RunSetting | null = null
  #nextTicket = 1
  #isClosed = false

  /** Slots start with the first job. */
  constructor(size: number, start: StartSlot, nowMs = () => performance.now()) {
    this.size = size
    this.#start = start
    this.#nowMs = nowMs
  }

  /** Tells every slot, and every one to come, how batches are to be understood from now on. */
  prepare(setting: RunSetting): void {
    this.#setting = setting
    for (const { evaluating } of this.#slots) evaluating?.prepare(setting)
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
    for (const slot of this.#slots) {
      const job = [slot.running, slot.next].find((one) => one?.ticket === ticket)
      if (job == null || job.isCancelled) continue
      job.isCancelled = true
      job.deadline?.stop()
      slot.evaluating?.cancel(ticket)
      if (job === slot.running) this.#waitForCancelled(slot, job)
    }
  }

  #waitForCancelled(slot: Slot, job: Running): void {
    setTimeout(() => {
      if (slot.running === job) this.#end(slot)
    }, CANCEL_GRACE_MS).unref()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#queue.length = 0
    for (const { running } of this.#slots) running?.deadline?.stop()
    await Promise.all(this.#slots.map(({ evaluating }) => evaluating?.end()))
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
      this.#hand(slot, waiting.ticket, waiting.job)
    }
  }

  /** One that has nothing to do, or one that takes a job ahead; null where all are busy. */
  #freeSlot(avoid: ReadonlySet<number> | undefined): Slot | null {
    const mayAll = avoid === undefined || avoid.size >= this.size
    const suits = (slot: Slot) => mayAll || !avoid.has(slot.number)
    const free = this.#slots.find((slot) => slot.running === null && suits(slot))
    if (free !== undefined) return free
    if (this.#slots.length >= this.size)
      return this.#slots.find((slot) => takesAhead(slot) && suits(slot)) ?? null
    const slot: Slot = {
      ...{ number: this.#slots.length, evaluating: null, isReady: false },
      ...{ running: null, next: null, lastMs: Number.POSITIVE_INFINITY },
    }
    this.#slots.push(slot)
    return slot
  }

  #hand(slot: Slot, ticket: Ticket, job: Job): void {
    const running: Running = { ticket, job, deadline: null, startedMs: 0, isCancelled: false }
    if (slot.evaluating === null) this.#staff(slot)
    slot.evaluating?.evaluate({ ticket, bytes: job.bytes })
    if (slot.running !== null) {
      slot.next = running
      return
    }
    slot.running = running
    if (slot.isReady) this.#startClock(slot)
  }

  /** Loading a slot's code is nobody's evaluation. */
  #startClock(slot: Slot): void {
    const { running } = slot
    if (running === null) return
    if (running.isCancelled) return this.#waitForCancelled(slot, running)
    const { limitMs } = running.job
    running.startedMs = this.#nowMs()
    running.deadline = new Deadline(limitMs, () => {
      this.#end(slot, { kind: 'late', reason: `the evaluation took longer than ${limitMs} ms` })
    })
  }

  /** Puts somebody new into a slot. */
  #staff(slot: Slot): void {
    const evaluating = this.#start({
      replied: (reply) => {
        if (slot.evaluating === evaluating) this.#replied(slot, reply)
      },
      gone: (reason) => {
        if (slot.evaluating === evaluating) this.#end(slot, { kind: 'crashed', reason })
      },
    })
    slot.evaluating = evaluating
    slot.isReady = false
    slot.lastMs = Number.POSITIVE_INFINITY
    if (this.#setting !== null) evaluating.prepare(this.#setting)
  }

  #replied(slot: Slot, reply: SlotReply): void {
    if (reply.kind !== 'ready') return this.#finish(slot, reply.kind === 'cancelled' ? null : reply)
    slot.isReady = true
    this.#startClock(slot)
  }

  #finish(slot: Slot, end: JobEnd | null): void {
    const { running } = slot
    running?.deadline?.stop()
    if (running?.deadline != null) slot.lastMs = this.#nowMs() - running.startedMs
    slot.running = slot.next
    slot.next = null
    this.#startClock(slot)
    // The slot works on the next job while the results of this one are read.
    this.#feed()
    if (running?.isCancelled === false && end !== null) running.job.done(end, slot.number)
  }

  /** Empties the slot; the next job brings somebody new, so that what can't even start is not tried for ever. */
  #end(slot: Slot, end: JobEnd | null = null): void {
    if (this.#isClosed) return
    const { evaluating, next } = slot
    slot.evaluating = null
    slot.next = null
    void evaluating?.end()
    if (next?.isCancelled === false) this.#queue.unshift(next)
    this.#finish(slot, end)
  }
}

function takesAhead({ evaluating, running, next, lastMs }: Slot): boolean {
  return (
    evaluating?.takesAhead === true && running?.isCancelled === false && next === null && lastMs <= BRIEF_MS
  )
}
