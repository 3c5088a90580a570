// What goes to the terminal: results on standard output, logs on standard error; with --json one object a line.
import { writeSync } from 'node:fs'
import pino from 'pino'
import { harmlessText } from '../../base/harmless-text.ts'
import { LOG_LEVELS, type Log } from '../cluster/log.ts'
import type { LogOptions } from './log-options.ts'
import { type Bar, isDrawable, NO_PROGRESS, openBar, type Progress } from './progress.ts'

export interface Terminal {
  readonly json: boolean
  /** Prints one object as a line, only with --json. */
  event(value: Readonly<Record<string, unknown>>): void
  /** Prints one line for people, only without --json. */
  line(text: string): void
  readonly log: Log
  /** A bar of so many steps, where somebody watches; nothing elsewhere. */
  progress(what: string, total: number): Progress
}

export function openTerminal(json: boolean, { logLevel = 'info', logFormat }: LogOptions = {}): Terminal {
  const format = logFormat ?? (json ? 'json' : 'text')
  const write = format === 'json' ? structuredLog() : plainLog
  const least = LOG_LEVELS.indexOf(logLevel)
  let bar: Bar | null = null
  const besides = (work: () => void) => (bar === null ? work() : bar.above(work))
  const print = (line: string) => besides(() => void process.stdout.write(`${line}\n`))
  return {
    json,
    event: (value) => json && print(JSON.stringify(value)),
    line: (text) => json || print(harmlessText(text)),
    log: (level, message) => {
      if (LOG_LEVELS.indexOf(level) <= least) besides(() => write(level, message))
    },
    progress(what, total) {
      if (json || !isDrawable(process.stderr)) return NO_PROGRESS
      const opened = openBar(process.stderr, what, total)
      bar = opened
      return {
        step: opened.step,
        end() {
          bar = null
          opened.end()
        },
      }
    },
  }
}

const PREFIXES = { error: 'error: ', warn: 'warning: ', info: '', debug: 'debug: ' } as const

const plainLog: Log = (level, message) => {
  process.stderr.write(`${PREFIXES[level]}${harmlessText(message)}\n`)
}

/** JSON lines on standard error, for programs that read both streams and for collectors of logs. */
function structuredLog(): Log {
  const logger = pino(
    {
      base: null,
      level: 'debug',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
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
