// The problem in a file that somebody works on while the app is open: described anew whenever it is asked for.
import type { Problem } from '../../problems/problem.ts'
import type { Log } from '../cluster/log.ts'
import { describeOwn } from './describe-own.ts'
import { DEFAULT_LIMIT_MB } from './own-limits.ts'
import { OwnProblemError } from './own-problem-error.ts'

export class OwnFile {
  readonly #path: string
  readonly #log: Log
  #latest: Problem

  private constructor(path: string, log: Log, latest: Problem) {
    this.#path = path
    this.#log = log
    this.#latest = latest
  }

  /** Rejects with {@link OwnProblemError} where there is no problem in the file now. */
  static async open(path: string, log: Log): Promise<OwnFile> {
    return new OwnFile(path, log, await describeOwn(path, DEFAULT_LIMIT_MB))
  }

  /** As the file was when it was good last. */
  get known(): Problem {
    return this.#latest
  }

  /** As the file is now. Rejects with {@link OwnProblemError}. */
  async now(): Promise<Problem> {
    this.#latest = await describeOwn(this.#path, DEFAULT_LIMIT_MB)
    return this.#latest
  }

  /** As the file is now, or as it was when it was good last. */
  async latest(): Promise<Problem> {
    try {
      return await this.now()
    } catch (error) {
      if (!(error instanceof OwnProblemError)) throw error
      this.#log('warn', error.message)
      return this.#latest
    }
  }
}
