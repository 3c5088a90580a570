// A small file of the profile, read as a whole and written as a whole: one writer at a time, for its owner only.
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as z from 'zod'
import type { Log } from './cluster/log.ts'
import { writeWholeFile } from './whole-file.ts'

const OWNER_ONLY = 0o600

export class KeptFile<Content> {
  readonly #options: KeptFileOptions<Content>
  #content: Promise<Content> | null = null
  /** Writes take turns. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: KeptFileOptions<Content>) {
    this.#options = options
  }

  /** With every change that was asked for before. */
  async read(): Promise<Content> {
    await this.#turn
    return await this.#current()
  }

  /** What cannot be written holds until the app is closed, and is told to the log. */
  async change(change: (content: Content) => Content): Promise<void> {
    const mine = this.#turn.then(async () => {
      const content = change(await this.#current())
      this.#content = Promise.resolve(content)
      await this.#write(content)
    })
    this.#turn = mine
    await mine
  }

  #current(): Promise<Content> {
    this.#content ??= this.#load()
    return this.#content
  }

  async #load(): Promise<Content> {
    const { folder, file, schema, empty, log } = this.#options
    if (folder === null) return empty
    try {
      return schema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
        log('warn', `${join(folder, file)} can't be read, and begins anew: ${String(error)}`)
      return empty
    }
  }

  async #write(content: Content): Promise<void> {
    const { folder, file, log } = this.#options
    if (folder === null) return
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeWholeFile(join(folder, file), `${JSON.stringify(content, null, 2)}\n`, { mode: OWNER_ONLY })
    } catch (error) {
      log('warn', `${join(folder, file)} can't be written: ${String(error)}`)
    }
  }
}

export interface KeptFileOptions<Content> {
  /** null keeps nothing beyond the life of the app. */
  readonly folder: string | null
  readonly file: string
  readonly schema: z.ZodType<Content>
  /** Where there is no file, or none that can be read. */
  readonly empty: Content
  readonly log: Log
}
