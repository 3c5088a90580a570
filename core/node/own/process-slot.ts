// A slot that is a process with somebody's own code: whatever the code does to its process, this one goes on.
import type { OwnCode } from '../../problems/problem.ts'
import type { EvaluatingSlot, SlotEvents, StartSlot, TellLine } from '../threads/slot.ts'
import { lastWords } from './last-words.ts'
import type { ToOwnProcess } from './own-messages.ts'
import { type OwnProcessSettings, startOwnProcess } from './start-own-process.ts'

interface ProcessSlotSettings extends OwnProcessSettings {
  /** Of the text that the run was started with. */
  readonly hash: string
}

/** `told` hears what the code prints, and how far long evaluations are. */
export function processSlots(settings: ProcessSlotSettings, told: TellLine): StartSlot {
  return (events) => startProcessSlot(settings, told, events)
}

function startProcessSlot(settings: ProcessSlotSettings, told: TellLine, events: SlotEvents): EvaluatingSlot {
  const words = lastWords((text) => told({ genomeId: null, text }))
  let unloadable: string | null = null
  const child = startOwnProcess(settings, {
    said: (message) => {
      if (unloadable !== null) return
      if (message.kind === 'reply') return events.replied(message.reply)
      if (message.kind === 'told') return told(message.line)
      if (message.kind === 'unloadable') unloadable = message.reason
      if (message.kind === 'loaded') unloadable = changed(message.problem.own, settings)
      if (unloadable !== null) child.kill()
    },
    printed: (text) => words.add(text),
    ended: (how) => events.gone(unloadable ?? words.reason(how, settings.limitMb)),
  })
  const tell = (message: ToOwnProcess): void => child.send(message)
  return {
    evaluate: ({ ticket, bytes }) => tell({ kind: 'evaluate', ticket, bytes }),
    prepare: (setting) => tell({ kind: 'prepare', setting }),
    cancel(ticket) {
      tell({ kind: 'cancel', ticket })
      child.callOff(ticket)
    },
    async end() {
      child.kill()
      await child.ended
    },
  }
}

/** Other code than the run began with is another problem. */
function changed(own: OwnCode | undefined, { file, hash }: ProcessSlotSettings): string | null {
  return own?.hash === hash ? null : `${file} was changed after the run began, so it can't go on with it`
}
