// Starts a process for somebody's own code.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Ticket } from '../threads/slot.ts'
import { openCalledOffFile } from './called-off.ts'
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

const ENTRY = fileURLToPath(
  new URL(`./own-process${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
)

export function startOwnProcess({ file, limitMb }: OwnProcessSettings, events: OwnProcessEvents): OwnProcess {
  const calledOff = openCalledOffFile()
  const child = fork(ENTRY, [file, String(limitMb), calledOff.path], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // The heap's own limit lies above: the watcher's words are clearer than V8's.
    execArgv: [`--max-old-space-size=${2 * limitMb}`],
  })
  // A waiting process is no reason to stay for whoever started it.
  child.unref()
  child.channel?.unref()
  // Said to one that has just died: its end is told by itself.
  child.on('error', () => {})
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => events.printed(text))
  }
  child.on('message', (message) => events.said(message as FromOwnProcess))
  const ended = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      calledOff.remove()
      events.ended(signal === null ? `code ${code}` : `signal ${signal}`)
      resolve()
    })
  })
  return {
    ended,
    send: (message) => void (child.connected && child.send(message)),
    callOff: (ticket) => calledOff.callOff(ticket),
    kill() {
      // Its end is waited for, now.
      child.ref()
      child.kill('SIGKILL')
    },
  }
}
