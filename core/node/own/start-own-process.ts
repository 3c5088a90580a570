// Starts a process for somebody's own code. The shell may bring another way of starting one: Electron has its own.
import { fork } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
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
  kill(): void
}

/** A process as Node and Electron start it, as far as it is needed here. */
export interface StartedProcess {
  readonly stdout: Readable | null
  readonly stderr: Readable | null
  send(message: ToOwnProcess): void
  onMessage(listener: (message: FromOwnProcess) => void): void
  onEnded(listener: (how: string) => void): void
  kill(): void
}

export type StartProcess = (
  entry: string,
  args: readonly string[],
  nodeArgs: readonly string[],
) => StartedProcess

const isSource = import.meta.url.endsWith('.ts')
let entry = fileURLToPath(new URL(`./own-process${isSource ? '.ts' : '.js'}`, import.meta.url))
let start: StartProcess = startByFork

/** For an app that was bundled into other files, and whose runtime starts processes in another way. */
export function setOwnProcessStart(ownEntry: string, ownStart: StartProcess): void {
  entry = ownEntry
  start = ownStart
}

export function startOwnProcess({ file, limitMb }: OwnProcessSettings, events: OwnProcessEvents): OwnProcess {
  // The heap's own limit lies above: the watcher's words are clearer than V8's.
  const child = start(entry, [file, String(limitMb)], [`--max-old-space-size=${2 * limitMb}`])
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => events.printed(text))
  }
  child.onMessage((message) => events.said(message))
  const ended = new Promise<void>((resolve) => {
    child.onEnded((how) => {
      events.ended(how)
      resolve()
    })
  })
  return { ended, send: (message) => child.send(message), kill: () => child.kill() }
}

function startByFork(module: string, args: readonly string[], nodeArgs: readonly string[]): StartedProcess {
  const child = fork(module, args, {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [...nodeArgs],
  })
  // A waiting process is no reason to stay for whoever started it.
  child.unref()
  child.channel?.unref()
  // Said to one that has just died: its end is told by itself.
  child.on('error', () => {})
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    send: (message) => void (child.connected && child.send(message)),
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromOwnProcess)),
    onEnded: (listener) =>
      void child.once('close', (code, signal) =>
        listener(signal === null ? `code ${code}` : `signal ${signal}`),
      ),
    kill: () => {
      // Its end is waited for, now.
      child.ref()
      child.kill('SIGKILL')
    },
  }
}
