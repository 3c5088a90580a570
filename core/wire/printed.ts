// What fitness functions print on workers, for the people at the master: one line a message, and never more than they can
// read, whatever a worker sends.
import type { Decoded } from './frame.ts'
import type { Member } from './member.ts'
import { type ControlBody, decodeControl } from './messages.ts'

/** Of one worker, in every stretch of time; the rest is counted. */
const LINES = 100
const STRETCH_MS = 10_000

/** How much of its allowance a worker has used. */
export interface Printing {
  sinceMs: number
  lines: number
}

/** The sentence to show, or null where there were too many of late; progress is noted with the worker. */
export function printedSentence(member: Member, body: Uint8Array, nowMs: number): Decoded<string | null> {
  const message = decodeControl('printed', body)
  if (!message.ok) return message
  const { printing } = member
  const { genomeId, share, text } = message.value
  if (share !== undefined && genomeId !== null) {
    member.long.note({ genomeId, share, note: harmless(text) }, nowMs)
  }
  if (nowMs - printing.sinceMs >= STRETCH_MS) {
    printing.sinceMs = nowMs
    printing.lines = 0
  }
  printing.lines++
  return { ok: true, value: printing.lines > LINES ? null : sentence(member.label, message.value) }
}

function sentence(label: string, { genomeId, text, share }: ControlBody<'printed'>): string {
  const who = genomeId === null ? 'its problem' : `genome ${genomeId}`
  const said = harmless(text)
  if (share === undefined) return `Worker "${label}", ${who} prints: ${said}`
  return `Worker "${label}", ${who} is at ${Math.floor(share * 100)} %${said === '' ? '' : `: ${said}`}`
}

/** Nobody's terminal obeys what a worker prints. */
const harmless = (text: string) => text.replaceAll(/\p{Cc}/gu, ' ')
