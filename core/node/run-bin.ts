// The bin of a runs folder: what is deleted lies in `.bin` inside it, whole, until it is brought back or handed on to the
// recycle bin of the system. It is on the same disk, so that deleting and bringing back are one step, and undoing is sure.
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ApiError } from '../api/neatwork-api.ts'
import type { DeletedRun, DeletedRuns } from '../api/saved-runs.ts'
import type { Log } from './cluster/log.ts'
import { bytesOnDisk } from './run-folder/disk-use.ts'
import { isMissing } from './run-folder/run-folder-error.ts'

/** Takes a folder to the recycle bin of the system, or rejects. */
export type RecycleBin = (path: string) => Promise<void>

export interface RunBinOptions {
  readonly runsFolder: string
  /** null where the system has none. */
  readonly recycleBin: RecycleBin | null
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: Log
}

const BIN = '.bin'
/** When it was deleted, and what it was called. */
const ENTRY = /^(\d+)~(.+)$/

export class RunBin {
  readonly #options: RunBinOptions

  constructor(options: RunBinOptions) {
    this.#options = options
  }

  async list(): Promise<DeletedRuns> {
    const runs = await Promise.all((await this.#entries()).map((id) => this.#entry(id)))
    const found = runs.filter((run) => run !== null).toSorted((a, b) => b.deletedAtMs - a.deletedAtMs)
    return { runs: found, leadsTo: this.#options.recycleBin === null ? 'nowhere' : 'system' }
  }

  /** Moves a run into the bin; resolves to what it is called there. Rejects with {@link ApiError}. */
  async put(name: string): Promise<string> {
    const { runsFolder, now } = this.#options
    const id = `${now()}~${name}`
    await moved(name, async () => {
      await mkdir(join(runsFolder, BIN), { recursive: true })
      await rename(join(runsFolder, name), this.#pathOf(id))
    })
    return id
  }

  /** Brings a run back to where it was. Rejects with {@link ApiError}; nothing is written over. */
  async restore(id: string): Promise<void> {
    const [, , name = ''] = ENTRY.exec(id) ?? []
    if (name === '') throw new ApiError('not-found', `There is no “${id}” in the bin.`)
    const to = join(this.#options.runsFolder, name)
    if (await isThere(to)) {
      throw new ApiError('not-now', `There is another run called ${name} by now; delete that one first.`)
    }
    await moved(name, () => rename(this.#pathOf(id), to))
  }

  /** Takes runs out of the bin: to the recycle bin of the system where there is one. Rejects with {@link ApiError}. */
  async erase(ids: readonly string[]): Promise<void> {
    const { recycleBin } = this.#options
    const present = new Set(await this.#entries())
    for (const id of ids) {
      if (!present.has(id)) throw new ApiError('not-found', `There is no “${id}” in the bin.`)
      const path = this.#pathOf(id)
      const remove = recycleBin ?? ((at: string) => rm(at, { recursive: true }))
      await remove(path).catch((error: unknown) => {
        const where = recycleBin === null ? 'be deleted' : 'go to the recycle bin of this system'
        throw new ApiError('failed', `The run ${id} can’t ${where}: ${String(error)}`, { cause: error })
      })
    }
  }

  /** When nobody can undo any more: all of it to the recycle bin of the system. What can't go there stays. */
  async handOn(): Promise<void> {
    if (this.#options.recycleBin === null) return
    for (const id of await this.#entries()) {
      await this.erase([id]).catch((error: unknown) => this.#options.log('warn', String(error)))
    }
  }

  async #entries(): Promise<readonly string[]> {
    const names = await readdir(join(this.#options.runsFolder, BIN)).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw error
    })
    return names.filter((name) => ENTRY.test(name))
  }

  /** null for one that went meanwhile. */
  async #entry(id: string): Promise<DeletedRun | null> {
    const [, deletedAt = '0', name = ''] = ENTRY.exec(id) ?? []
    try {
      return { id, name, deletedAtMs: Number(deletedAt), bytes: await bytesOnDisk(this.#pathOf(id)) }
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  #pathOf(id: string): string {
    return join(this.#options.runsFolder, BIN, id)
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

async function moved(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (isMissing(error))
      throw new ApiError('not-found', `There is no run called ${name} any more.`, { cause: error })
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    const advice = 'Check the rights of this account, and that no program has one of its files open.'
    throw new ApiError('failed', `The run ${name} can’t be moved (${code}). ${advice}`, { cause: error })
  }
}
