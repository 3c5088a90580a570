// What evaluates batches one at a time, whatever it is made of: a thread, a process with somebody's own code.
import type { RunSetting } from '../../problems/problem.ts'
import type { Frame } from '../../wire/frame.ts'

export type Ticket = number

/** A line that somebody's own code printed, while it evaluated a genome or on its own. */
export interface PrintedLine {
  readonly genomeId: number | null
  readonly text: string
  /** How far the genome's evaluation is, from 0 to 1, where it tells; `text` says what it is at, or nothing. */
  readonly share?: number
}

/** Hears what is printed and how far long evaluations are. */
export type TellLine = (line: PrintedLine) => void

/** What a slot answers: results, or why the batch as a whole could not be evaluated. */
export type SlotReply =
  | { readonly kind: 'results'; readonly genomes: number; readonly frame: Frame }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'cancelled' }
  /** It has loaded its code: what a job takes from now on is its own time. */
  | { readonly kind: 'ready' }

/** A batch frame to evaluate; its ticket is a positive 32-bit number. */
export interface SlotRequest {
  readonly ticket: Ticket
  readonly bytes: Uint8Array
}

export interface SlotEvents {
  replied(reply: SlotReply): void
  /** It ended by itself, and evaluates no more. */
  gone(reason: string): void
}

/** One that evaluates. After `end` it says nothing more. */
export interface EvaluatingSlot {
  /** Whether it may be given a second batch while it works on one; it answers them in order. */
  readonly takesAhead?: boolean
  evaluate(request: SlotRequest): void
  /** How batches are to be understood from now on. */
  prepare(setting: RunSetting): void
  /** Nobody waits for that batch any more; it answers `cancelled` when it notices, or the batch's results. */
  cancel(ticket: Ticket): void
  end(): Promise<void>
}

/** Starts one; `events` are called later, never before this returns. */
export type StartSlot = (events: SlotEvents) => EvaluatingSlot
