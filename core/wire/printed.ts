// What fitness functions print on workers, for the people at the master: one line a message, and never more than they can
// read, whatever a worker sends.
import { harmlessLine } from '../base/harmless-text.ts'
import type { Decoded } from './frame.ts'
import type { Member } from './member.ts'
import { decodeControl } from './messages.ts'

/** Of one worker, in every stretch of time; the rest is counted. */
const LINES = 100
const STRETCH_MS = 10_000

/** How much of its allowance a worker has used. */
export interface Printing {
  sinceMs: number
  lines: number
}

/** A line of a fitness function, or how far an evaluation is, and on which worker. */
export interface HeardLine {
  readonly worker: string
  readonly genomeId: number | null
  readonly text: string
  /** How far it is, from 0 to 1, where that is what it tells. */
  readonly share?: number
}

/** What there is to show, or null where there was too much of late; progress is noted with the worker. */
export function heardLine(member: Member, body: Uint8Array, nowMs: number): Decoded<HeardLine | null> {
  const message = decodeControl('printed', body)
  if (!message.ok) return message
  const { printing } = member
  const { genomeId, share } = message.value
  // Nobody's terminal obeys what a worker prints.
  const text = harmlessLine(message.value.text)
  if (share !== undefined && genomeId !== null) member.long.note({ genomeId, share, note: text }, nowMs)
  if (nowMs - printing.sinceMs >= STRETCH_MS) {
    printing.sinceMs = nowMs
    printing.lines = 0
  }
  printing.lines++
  const heard = { worker: member.label, genomeId, text, ...(share !== undefined && { share }) }
  return { ok: true, value: printing.lines > LINES ? null : heard }
}

export function heardSentence({ worker, genomeId, text, share }: HeardLine): string {
  const who = genomeId === null ? 'its problem' : `genome ${genomeId}`
  if (share === undefined) return `Worker "${worker}", ${who} prints: ${text}`
  return `Worker "${worker}", ${who} is at ${Math.floor(share * 100)} %${text === '' ? '' : `: ${text}`}`
}
