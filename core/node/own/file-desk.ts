// The file with a problem of somebody's own that screens may choose: only where whoever started Neatwork lets them.

import type { FileAccess, FitnessCheck } from '../../api/fitness-check.ts'
import { ApiError } from '../../api/neatwork-api.ts'
import type { Problem } from '../../problems/problem.ts'
import type { Log } from '../cluster/log.ts'
import { checkFitness } from './check-fitness.ts'
import { OwnFile } from './own-file.ts'
import { OwnProblemError } from './own-problem-error.ts'

/** What a host lets its screens do with files. */
export type FilePort =
  /** Asks whoever sits at this machine; null where nothing was chosen. */
  | { readonly kind: 'dialog'; choose(): Promise<string | null> }
  /** Any path that a screen names: its code runs here. */
  | { readonly kind: 'path' }

export class FileDesk {
  readonly #port: FilePort | null
  readonly #log: Log
  #file: OwnFile | null

  constructor(port: FilePort | null, file: OwnFile | null, log: Log) {
    this.#port = port
    this.#file = file
    this.#log = log
  }

  get access(): FileAccess {
    return this.#port?.kind ?? 'none'
  }

  /** As its file was when it was good last, without a look at it. */
  get known(): Problem | null {
    return this.#file?.known ?? null
  }

  /** As its file is now, or as it was when it was good last. */
  async latest(): Promise<Problem | null> {
    return (await this.#file?.latest()) ?? null
  }

  /** As its file is now; null without one. Rejects with {@link ApiError}. */
  async now(): Promise<Problem | null> {
    return await explained(async () => (await this.#file?.now()) ?? null)
  }

  /**
   * Tries the file and, where it holds a problem, offers it from now on; null where nothing was chosen. Rejects with
   * {@link ApiError}.
   */
  async check(path: string | null): Promise<FitnessCheck | null> {
    const file = await this.#chosen(path)
    if (file === null) return null
    return await explained(async () => {
      const opened = await OwnFile.open(file, this.#log)
      const check = await checkFitness(opened.known, file, this.#log)
      this.#file = opened
      return check
    })
  }

  async #chosen(path: string | null): Promise<string | null> {
    if (this.#port === null) {
      throw new ApiError(
        'not-now',
        'Files can’t be chosen from here. Start Neatwork with “--problem FILE”, or use the app on that machine.',
      )
    }
    if (this.#port.kind === 'path') {
      if (path === null) throw new ApiError('bad-request', 'Type the path of the file.')
      return path
    }
    if (path !== null) throw new ApiError('bad-request', 'The app asks for the file itself.')
    return await this.#port.choose()
  }
}

async function explained<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof OwnProblemError) throw new ApiError('failed', error.message, { cause: error })
    throw error
  }
}
