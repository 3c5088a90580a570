// How a process hears in the midst of an evaluation, which never pauses, that nobody waits for its batch any more: its
// owner writes the batch's ticket into a file, and the evaluation looks.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Ticket } from '../threads/slot.ts'

const BYTES = 4
/** The file is looked into this often at most, however often an evaluation asks. */
const LOOK_MS = 20

export interface CalledOffFile {
  readonly path: string
  callOff(ticket: Ticket): void
  remove(): void
}

/** Where no file can be written, evaluations that are called off are ended from outside, as all are that don't look. */
const NO_FILE: CalledOffFile = { path: '', callOff: () => {}, remove: () => {} }

export function openCalledOffFile(): CalledOffFile {
  let folder: string
  try {
    folder = mkdtempSync(join(tmpdir(), 'neatwork-slot-'))
  } catch {
    return NO_FILE
  }
  const path = join(folder, 'called-off')
  const file = openSync(path, 'w+')
  writeSync(file, new Uint8Array(BYTES))
  let isOpen = true
  return {
    path,
    callOff(ticket) {
      if (isOpen) writeSync(file, new Uint8Array(Uint32Array.of(ticket).buffer), 0, BYTES, 0)
    },
    remove() {
      if (!isOpen) return
      isOpen = false
      closeSync(file)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Whether that ticket is in the file at `path`; never, where there is no file. */
export function lookIntoFile(path: string, nowMs = () => performance.now()): (ticket: Ticket) => boolean {
  if (path === '') return () => false
  const file = openSync(path, 'r')
  // Both have it open: whatever becomes of them, nothing stays behind.
  rmSync(dirname(path), { recursive: true, force: true })
  const found = new Uint32Array(1)
  let lookedMs = Number.NEGATIVE_INFINITY
  return (ticket) => {
    if (nowMs() - lookedMs >= LOOK_MS) {
      readSync(file, new Uint8Array(found.buffer), 0, BYTES, 0)
      lookedMs = nowMs()
    }
    return found[0] === ticket
  }
}
