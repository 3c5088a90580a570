// What is written when the app itself fails: versions, the error, the last lines of the log, and nothing that lets anybody
// in. It is kept in the profile until somebody has looked at it.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = 'crash-report.txt'
/** Lines of the log that are remembered. */
const LAST_LINES = 100

/** The last lines that were logged. */
export class LastLines {
  #lines: readonly string[] = []

  add(line: string): void {
    this.#lines = [...this.#lines, line].slice(-LAST_LINES)
  }

  all(): readonly string[] {
    return this.#lines
  }
}

export interface Crash {
  /** What failed, for people. */
  readonly what: string
  readonly error: unknown
  readonly versions: string
  readonly lines: readonly string[]
  readonly at: Date
}

export function crashReport({ what, error, versions, lines, at }: Crash): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const parts = [
    `Neatwork: ${what}`,
    at.toISOString(),
    '',
    versions,
    '',
    trace,
    '',
    'Last lines of the log:',
    ...lines,
  ]
  return withoutSecrets(`${parts.join('\n')}\n`)
}

/** Whatever could be a token, a password or a code is replaced, wherever it stands. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\b(token|code|password|pass|key)=[^\s&"']+/gi, '$1=…')
    .replace(/:\/\/[^\s/@]+@/g, '://…@')
    .replace(/(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22,}(?![A-Za-z0-9_-])/g, (word) =>
      /\d/.test(word) ? '…' : word,
    )
}

/** Whole or not at all; synchronously, because nothing can be waited for any more. */
export function keepReport(profile: string, report: string): void {
  const path = join(profile, FILE)
  writeFileSync(`${path}.new`, report, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** null where the app has not failed since somebody looked. */
export function keptReport(profile: string): string | null {
  const path = join(profile, FILE)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

export function forgetReport(profile: string): void {
  rmSync(join(profile, FILE), { force: true })
}
