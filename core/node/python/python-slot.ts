// A slot that is a Python process, kept warm: batch frames go in as they came, and results frames come out.
import type { OwnCode } from '../../problems/problem.ts'
import type { Frame } from '../../wire/frame.ts'
import type { EvaluatingSlot, SlotEvents, SlotReply, StartSlot, TellLine } from '../threads/slot.ts'
import { reasonIn } from './describe-python.ts'
import type { PythonMessage } from './pipe.ts'
import { PrintedLines } from './printed-lines.ts'
import { parseReady } from './ready-message.ts'
import { startPython } from './start-python.ts'

export interface PythonSlotOptions {
  /** Resident megabytes that a slot may take. */
  readonly limitMb: number
  /** Hears the function's own lines, and how far long evaluations are. */
  readonly told: TellLine
}

export function pythonSlots({ file, entry = '', hash }: OwnCode, options: PythonSlotOptions): StartSlot {
  return (events) => startSlot({ file, entry, hash, ...options }, events)
}

interface Settings extends PythonSlotOptions {
  readonly file: string
  readonly entry: string | null
  /** Of what the run was started with. */
  readonly hash: string
}

function startSlot({ told, hash, ...settings }: Settings, events: SlotEvents): EvaluatingSlot {
  const lines = new PrintedLines(told)
  let failure: string | null = null
  const child = startPython(settings, {
    said(message) {
      if (message.kind === 'printed') return lines.take(message.body)
      try {
        events.replied(replyOf(message, hash, settings.file))
      } catch (error) {
        failure ??= error instanceof Error ? error.message : String(error)
        child.kill()
      }
    },
    printed: (text) => lines.add({ genomeId: null, text }),
    ended: (reason) => events.gone(failure ?? reason),
  })
  return {
    takesAhead: true,
    evaluate: ({ ticket, bytes }) => child.send('evaluate', ticket, bytes),
    // Networks that others paint, and data, are for the master's own kind of slots.
    prepare: ({ options }) => child.send('prepare', 0, Buffer.from(JSON.stringify(options))),
    cancel: (ticket) => child.send('cancel', ticket),
    async end() {
      child.kill()
      await child.ended
    },
  }
}

/** Where ticket and number of genomes end in a message with results. */
const FRAME_AT = 8

/** Throws with the reason where the process is of no use. */
function replyOf({ kind, body }: PythonMessage, hash: string, file: string): SlotReply {
  switch (kind) {
    case 'ready':
      if (parseReady(body).hash === hash) return { kind: 'ready' }
      throw new Error(`${file} was changed after the run began, so it can't go on with it`)
    case 'unloadable':
      throw new Error(reasonIn(body))
    case 'results': {
      // A copy with a buffer of its own: the frame may be handed over.
      const frame = new Uint8Array(body.subarray(FRAME_AT)) as Frame
      return { kind: 'results', genomes: body.readUInt32LE(4), frame }
    }
    case 'unusable':
      return { kind: 'unusable', reason: body.toString('utf8', 4) }
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'printed':
    case 'watched':
      throw new Error('what is printed or watched is no reply')
  }
}
