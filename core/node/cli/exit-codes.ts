// What the process tells whoever started it.

export const EXIT = {
  /** The run ended as asked: solved, or all generations done; a worker's run ended. */
  done: 0,
  /** Something failed that should not have: a bug, a folder that became unwritable. */
  failed: 1,
  /** The command line or a file named on it is wrong. */
  usage: 2,
  /** A port is taken, a host unusable. */
  network: 3,
  /** The master refused this worker. */
  refused: 4,
  /** A run that was repeated came out otherwise than its record says. */
  different: 5,
  /** Ended by Ctrl-C or a signal before it was done. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** An expected failure: one sentence for people and the process's exit code. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exitCode: ExitCode
  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

const MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'what was asked for is done',
  failed: 'something failed that should not have: a bug, an unwritable folder',
  usage: 'the command line, or a file named on it, is wrong',
  network: 'a port is taken, or a host can not be used or reached',
  refused: 'the master refused this worker, or the worker what the master sent',
  different: 'a run that was repeated came out otherwise than its record says',
  interrupted: 'ended by Ctrl-C or a signal before it was done',
}

/** Every exit code with what it means, for people. */
export function exitCodesText(): string {
  const lines = Object.entries(EXIT).map(
    ([name, code]) => `  ${String(code).padEnd(4)} ${MEANINGS[name as keyof typeof EXIT]}`,
  )
  return ['Exit codes:', ...lines].join('\n')
}
