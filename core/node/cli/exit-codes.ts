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
