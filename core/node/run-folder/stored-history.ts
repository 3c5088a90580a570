// The history of a saved run as it lies on the disk: where each line is and the best fitness that it tells. The lines
// themselves are read when somebody asks for them, so that a run of 100,000 generations opens as one of ten.

import { closeSync, openSync, readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { sampled } from '../../api/sampled-history.ts'
import { jsonOf } from '../../base/json-of.ts'
import { type GenerationSnapshot, SNAPSHOT_VERSION } from '../../run/snapshot.ts'
import { FILES } from './files.ts'
import { scanLines } from './line-scan.ts'
import { damaged } from './run-folder-error.ts'

/** What every line has; the rest is for people and taken as it is. */
const snapshotSchema = z.looseObject({
  version: z.literal(SNAPSHOT_VERSION),
  generation: z.int().min(0),
  best: z.number(),
  species: z.array(z.looseObject({ id: z.number(), size: z.number() })),
  champion: z.looseObject({ fitness: z.number() }),
  populationHash: z.string(),
})

/** How a line begins that this program wrote: generation and best, without parsing all of it. */
const BEGINNING = /^\{"version":1,"generation":(\d+),"populationSize":\d+,"best":(-?[\d.]+(?:e[+-]?\d+)?),/
const LONGEST_BEGINNING = 120
/** Bytes that are read at a time. */
const READ_BYTES = 1024 * 1024
/** Lines that are kept once one of them was asked for: whoever asks for one asks for the next. */
const WINDOW_LINES = 32

export interface ReadHistory {
  /** All whole lines up to the first that is none. */
  readonly history: StoredHistory
  /** Whether there is one that is none. */
  readonly isBroken: boolean
}

export class StoredHistory {
  readonly path: string
  /** Best fitness of each generation. */
  readonly bests: Float64Array
  /** Bytes of the file, with what doesn't count. */
  readonly fileBytes: number
  /** Where each line begins, and where the last ends. */
  readonly #starts: Float64Array
  #window: { readonly from: number; readonly snapshots: readonly GenerationSnapshot[] } | null = null

  private constructor(path: string, starts: Float64Array, bests: Float64Array, fileBytes: number) {
    this.path = path
    this.#starts = starts
    this.bests = bests
    this.fileBytes = fileBytes
  }

  /** All whole lines up to the first that is none. Rejects with what the file system says. */
  static async read(path: string): Promise<ReadHistory> {
    const bests: number[] = []
    const starts = [0]
    const scan = await scanLines(join(path, FILES.history), (line, endsAt) => {
      const best = bestIn(line, bests.length)
      if (best === null) return false
      bests.push(best)
      starts.push(endsAt)
      return true
    })
    const history = new StoredHistory(
      path,
      Float64Array.from(starts),
      Float64Array.from(bests),
      scan.fileBytes,
    )
    return { history, isBroken: scan.isStopped }
  }

  /** Number of generations. */
  get length(): number {
    return this.bests.length
  }

  /** Bytes up to the end of the last line that counts. */
  get bytes(): number {
    return this.#starts[this.length] ?? 0
  }

  /** The first `count` generations only. */
  first(count: number): StoredHistory {
    return new StoredHistory(
      this.path,
      this.#starts.slice(0, count + 1),
      this.bests.slice(0, count),
      this.fileBytes,
    )
  }

  /** undefined where there is no such generation. Rejects with RunFolderError where its line is damaged. */
  async at(generation: number): Promise<GenerationSnapshot | undefined> {
    if (generation < 0 || generation >= this.length) return undefined
    const known = this.#window
    const held = known?.snapshots[generation - known.from]
    if (held !== undefined) return held
    const snapshots: GenerationSnapshot[] = []
    for await (const one of this.read(generation, generation + WINDOW_LINES - 1)) snapshots.push(one)
    this.#window = { from: generation, snapshots }
    return snapshots[0]
  }

  /** The newest. */
  async last(): Promise<GenerationSnapshot | undefined> {
    return await this.at(this.length - 1)
  }

  /** Generations `from` to `to`, one after the other. Rejects with RunFolderError at the first damaged line. */
  async *read(from = 0, to = this.length - 1): AsyncGenerator<GenerationSnapshot> {
    let generation = from
    for await (const text of this.texts(from, to)) {
      for (const line of text.split('\n').slice(0, -1)) {
        yield this.#snapshotIn(line, generation)
        generation++
      }
    }
  }

  /** All of it at once, for who knows that it is short. */
  async all(): Promise<readonly GenerationSnapshot[]> {
    const found: GenerationSnapshot[] = []
    for await (const one of this.read()) found.push(one)
    return found
  }

  /** As screens hold it. */
  async sample(): Promise<readonly GenerationSnapshot[]> {
    const kept = sampled(Array.from(this.bests, (best, generation) => ({ generation, best })))
    if (kept.length === this.length) return await this.all()
    // Thousands of short reads: waiting for each in turn takes far longer than they do.
    const file = openSync(join(this.path, FILES.history), 'r')
    try {
      return kept.map(({ generation }) => {
        const start = this.#startOf(generation)
        const line = Buffer.alloc(this.#startOf(generation + 1) - start - 1)
        readSync(file, line, 0, line.length, start)
        return this.#snapshotIn(line.toString('utf8'), generation)
      })
    } finally {
      closeSync(file)
    }
  }

  /** The lines of generations `from` to `to` as they are, many at a time. */
  async *texts(from = 0, to = this.length - 1): AsyncGenerator<string> {
    const end = Math.min(to, this.length - 1)
    if (from > end) return
    const file = await open(join(this.path, FILES.history), 'r')
    try {
      for (let next = from; next <= end; ) {
        let until = next
        while (until < end && this.#startOf(until + 2) - this.#startOf(next) <= READ_BYTES) until++
        yield await this.#textOf(file, next, until)
        next = until + 1
      }
    } finally {
      await file.close()
    }
  }

  async #textOf(file: FileHandle, from: number, to: number): Promise<string> {
    const start = this.#startOf(from)
    const buffer = Buffer.alloc(this.#startOf(to + 1) - start)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start)
    return buffer.toString('utf8', 0, bytesRead)
  }

  #startOf(generation: number): number {
    return this.#starts[generation] ?? this.bytes
  }

  #snapshotIn(line: string, generation: number): GenerationSnapshot {
    const value = jsonOf(line)
    const parsed = snapshotSchema.safeParse(value)
    if (parsed.success && parsed.data.generation === generation) return value as GenerationSnapshot
    throw notThatGeneration(this.path, generation)
  }
}

export function notThatGeneration(path: string, generation: number): Error {
  return damaged(path, FILES.history, `line ${generation + 1} is not generation ${generation}`)
}

/** The best fitness that a line tells; null where it is not the line of `generation`. */
function bestIn(line: Buffer, generation: number): number | null {
  const [, number, best] = BEGINNING.exec(line.toString('latin1', 0, LONGEST_BEGINNING)) ?? []
  if (number !== undefined && best !== undefined) {
    // Zeros are what a cut of the power leaves in the middle.
    return Number(number) === generation && line.at(-1) === BRACE && !line.includes(0) ? Number(best) : null
  }
  const parsed = snapshotSchema.safeParse(jsonOf(line.toString('utf8')))
  return parsed.success && parsed.data.generation === generation ? parsed.data.best : null
}

const BRACE = '}'.charCodeAt(0)
