// How this runtime starts another process of Node's. Electron, whose binary is no Node, puts its own way in this one's place.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface LaunchSettings {
  /** Absolute path of the file that it runs. */
  readonly entry: string
  readonly args: readonly string[]
  /** Switches of Node and V8. */
  readonly switches: readonly string[]
}

export interface LaunchEvents {
  said(message: unknown): void
  printed(text: string): void
  /** Once, after the last of the others. */
  ended(how: string): void
}

/** Messages are structured clones. It is no reason for its owner to stay. */
export interface Launched {
  send(message: unknown): void
  /** At once, whatever it does. */
  kill(): void
}

export type Launch = (settings: LaunchSettings, events: LaunchEvents) => Launched

interface Way {
  readonly launch: Launch
  /** The file with somebody's own code around it. */
  readonly entry: string
}

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
let way: Way = {
  launch: launchByFork,
  entry: fileURLToPath(new URL(`./own-process${extension}`, import.meta.url)),
}

/** For an app that was bundled into other files, or whose runtime starts processes otherwise. */
export function setOwnProcessLaunch(other: Partial<Way>): void {
  way = { ...way, ...other }
}

export function launchOwnProcess(settings: Omit<LaunchSettings, 'entry'>, events: LaunchEvents): Launched {
  return way.launch({ ...settings, entry: way.entry }, events)
}

function launchByFork({ entry, args, switches }: LaunchSettings, events: LaunchEvents): Launched {
  const child = fork(entry, [...args], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [...switches],
  })
  child.unref()
  child.channel?.unref()
  // Said to one that has just died: its end is told by itself.
  child.on('error', () => {})
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => events.printed(text))
    // Nothing else may hold the owner by now, and what it waits for is this one's end.
    stream?.once('close', () => child.ref())
  }
  child.on('message', (message) => events.said(message))
  child.once('close', (code, signal) => events.ended(signal === null ? `code ${code}` : `signal ${signal}`))
  return {
    send: (message) => void (child.connected && child.send(message as object)),
    kill() {
      // Its end is waited for, now.
      child.ref()
      child.kill('SIGKILL')
    },
  }
}
