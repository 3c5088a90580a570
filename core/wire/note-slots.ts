// What a worker says of its slots: how many there are from now on, and why there are none.
import type { Decoded } from './frame.ts'
import type { Member } from './member.ts'
import { decodeControl } from './messages.ts'

type Note = Decoded<string | null>

/** Changes the member; gives the sentence for the log, or null. */
export function noteSlots(member: Member, body: Uint8Array): Note {
  const message = decodeControl('slots', body)
  if (!message.ok) return message
  const { slots, reason } = message.value
  const wasPaused = member.pause !== null
  member.slots = slots
  member.pause = slots === 0 ? reason : null
  if (member.pause !== null) return said(`Worker "${member.label}" pauses: ${member.pause}.`)
  return said(wasPaused ? `Worker "${member.label}" goes on after its pause.` : null)
}

const said = (value: string | null): Note => ({ ok: true, value })
