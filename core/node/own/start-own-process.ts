// Starts a process for somebody's own code.
import type { Ticket } from '../threads/slot.ts'
import { openCalledOffFile } from './called-off.ts'
import { launchOwnProcess } from './launch.ts'
import type { FromOwnProcess, ToOwnProcess } from './own-messages.ts'

export interface OwnProcessSettings {
  /** Absolute path of the problem's file. */
  readonly file: string
  /** Resident megabytes that the process may take. */
  readonly limitMb: number
}

export interface OwnProcessEvents {
  said(message: FromOwnProcess): void
  printed(text: string): void
  /** Once, after the last of the others. */
  ended(how: string): void
}

export interface OwnProcess {
  /** Settles when it has ended; never rejects. */
  readonly ended: Promise<void>
  send(message: ToOwnProcess): void
  /** Tells an evaluation in progress that nobody waits for its batch any more. */
  callOff(ticket: Ticket): void
  kill(): void
}

export function startOwnProcess({ file, limitMb }: OwnProcessSettings, events: OwnProcessEvents): OwnProcess {
  const calledOff = openCalledOffFile()
  let over: () => void = () => {}
  const ended = new Promise<void>((resolve) => {
    over = resolve
  })
  const child = launchOwnProcess(
    {
      args: [file, String(limitMb), calledOff.path],
      // The heap's own limit lies above: the watcher's words are clearer than V8's.
      switches: [`--max-old-space-size=${2 * limitMb}`],
    },
    {
      said: (message) => events.said(message as FromOwnProcess),
      printed: (text) => events.printed(text),
      ended(how) {
        calledOff.remove()
        events.ended(how)
        over()
      },
    },
  )
  return {
    ended,
    send: (message) => child.send(message),
    callOff: (ticket) => calledOff.callOff(ticket),
    kill: () => child.kill(),
  }
}
