// Starts a process that evaluates in Python, and says in one sentence how it ended.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { lastWords } from '../own/last-words.ts'
import { packageRootOnDisk } from '../package-info.ts'
import { MessageReader, messageHead, PipeError, type PythonMessage, type ToPython } from './pipe.ts'
import { watchResident } from './resident-memory.ts'

export interface PythonSettings {
  /** Absolute path of the file. */
  readonly file: string
  /** The function in it; null where the file is a script that starts a worker. */
  readonly entry: string | null
  /** Resident megabytes that the process may take. */
  readonly limitMb: number
}

export interface PythonEvents {
  said(message: PythonMessage): void
  /** One line that came past the pipe: what libraries print. */
  printed(line: string): void
  /** Once, after the last of the others. */
  ended(reason: string): void
}

export interface PythonProcess {
  /** Settles when it has ended; never rejects. */
  readonly ended: Promise<void>
  send(kind: ToPython, ticket: number, rest?: Uint8Array): void
  /** Ends it and whatever it started. */
  kill(): void
}

/** Same hashes, and sums in the same order, in every slot of every machine, unless people want otherwise. */
const STEADY = {
  PYTHONHASHSEED: '0',
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
}

/** The interpreter, unless NEATWORK_PYTHON names another. */
const USUAL = process.platform === 'win32' ? 'python' : 'python3'

/** What is started: a name on the path, or a path. */
export function pythonCommand(): string {
  return process.env['NEATWORK_PYTHON'] ?? USUAL
}

/** `events` are told in order; where it can't be started, that it ended is all there is to tell. */
export function startPython(settings: PythonSettings, events: PythonEvents): PythonProcess {
  const { limitMb } = settings
  const child = spawn(pythonCommand(), argumentsOf(settings), {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment(),
    // Of a group of its own, which ends with it: a function may start processes.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  let tooMuch: number | null = null
  let failed: string | null = null
  const words = lastWords(events.printed)
  child.stderr.setEncoding('utf8').on('data', (text: string) => words.add(text))
  child.stdin.on('error', () => {}) // said to one that has just died: its end is told by itself
  listen(child, events, (reason) => {
    failed ??= reason
    kill(child)
  })
  const stopWatching = watchResident(child.pid ?? 0, limitMb, (megabytes) => {
    tooMuch = megabytes
    kill(child)
  })
  const ended = new Promise<void>((resolve) => {
    const end = (how: string) => {
      stopWatching()
      const memory = `it took ${tooMuch?.toFixed(0)} MB of memory, and a slot may take ${limitMb} MB`
      events.ended(tooMuch === null ? (failed ?? words.reason(how, limitMb)) : memory)
      resolve()
    }
    child.once('error', (error: NodeJS.ErrnoException) => {
      failed ??= notStarted(error)
      end('')
    })
    child.once('exit', () => kill(child)) // what it started must not hold its pipes open
    child.once('close', (code, signal) => end(signal === null ? `code ${code}` : `signal ${signal}`))
  })
  return {
    ended,
    send(kind, ticket, rest) {
      if (!child.stdin.writable) return
      child.stdin.write(messageHead(kind, ticket, rest?.length ?? 0))
      if (rest !== undefined) child.stdin.write(rest)
    },
    kill: () => kill(child),
  }
}

function argumentsOf({ file, entry, limitMb }: PythonSettings): readonly string[] {
  const what = entry === null ? ['--script', file] : ['--function', entry === '' ? file : `${file}:${entry}`]
  return ['-m', 'neatwork.slot', ...what, '--memory-mb', String(limitMb)]
}

function environment(): NodeJS.ProcessEnv {
  const paths = [join(packageRootOnDisk(), 'python'), process.env['PYTHONPATH']].filter(
    (path) => path !== undefined,
  )
  const separator = process.platform === 'win32' ? ';' : ':'
  return { ...STEADY, ...process.env, PYTHONPATH: paths.join(separator) }
}

function listen(child: ChildProcess, events: PythonEvents, fail: (reason: string) => void): void {
  const reader = new MessageReader()
  child.stdout?.on('data', (piece: Buffer) => {
    try {
      for (const message of reader.take(piece)) events.said(message)
    } catch (error) {
      if (!(error instanceof PipeError)) throw error
      fail(error.message)
    }
  })
}

function kill(child: ChildProcess): void {
  const { pid } = child
  if (pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // Nobody of the group is left.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function notStarted(error: NodeJS.ErrnoException): string {
  const command = pythonCommand()
  if (error.code !== 'ENOENT') return `${command} can't be started (${error.code})`
  return `there is no ${command} on this machine; install Python 3.9 or newer, or name it in NEATWORK_PYTHON`
}
