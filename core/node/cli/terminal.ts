// What goes to the terminal: results on standard output, logs on standard error; with --json one object a line.
import { writeSync } from 'node:fs'
import pino from 'pino'
import type { Log } from '../cluster/log.ts'

export interface Terminal {
  readonly json: boolean
  /** Prints one object as a line, only with --json. */
  event(value: Readonly<Record<string, unknown>>): void
  /** Prints one line for people, only without --json. */
  line(text: string): void
  readonly log: Log
}

export function openTerminal(json: boolean): Terminal {
  return {
    json,
    event: (value) => json && print(JSON.stringify(value)),
    line: (text) => json || print(text),
    log: json ? structuredLog() : plainLog,
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

const plainLog: Log = (level, message) => {
  process.stderr.write(`${level === 'warn' ? 'warning: ' : ''}${message}\n`)
}

/** JSON lines on standard error for programs that read both streams. */
function structuredLog(): Log {
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (text) => writeStderr(text) },
  )
  return (level, message) => logger[level](message)
}

function writeStderr(text: string): void {
  try {
    writeSync(2, text)
  } catch (error) {
    // A full pipe refuses for a moment, and one that nobody reads for good: a log line less is better than an evolution
    // less, or than one that does not end cleanly.
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'EAGAIN' && code !== 'EPIPE') throw error
  }
}
