// The log and the notes of the run on the screen: kept in memory for screens, and in the run's folder for later. What
// can't be written is told in the log of the process and costs the run nothing.

import { MOST_ENTRIES, MOST_NOTES } from '../api/limits.ts'
import { ApiError, type ApiEvent } from '../api/neatwork-api.ts'
import type { LogEntry, LogEvent, RunNote } from '../api/run-log.ts'
import type { WorkerView } from '../api/views.ts'
import type { FailedGenome } from '../run/evolve.ts'
import type { Log } from './cluster/log.ts'
import type { RunFolder } from './run-folder/run-folder.ts'
import { WorkerWatch } from './worker-watch.ts'

export interface DiaryOptions {
  readonly folder: RunFolder | null
  readonly emit: (event: ApiEvent) => void
  readonly log: Log
  /** Generations that are done: the number of the one under way. */
  readonly done: () => number
}

/** Failed genomes of one generation that have an entry of their own. */
const NAMED_FAILURES = 3

export class RunDiary {
  readonly #options: DiaryOptions
  readonly #watch = new WorkerWatch()
  #entries: readonly LogEntry[]
  #notes: readonly RunNote[]
  #written: Promise<void> = Promise.resolve()

  constructor(options: DiaryOptions) {
    this.#options = options
    this.#entries = options.folder?.log ?? []
    this.#notes = options.folder?.notes ?? []
  }

  get entries(): readonly LogEntry[] {
    return this.#entries
  }

  get notes(): readonly RunNote[] {
    return this.#notes
  }

  add(...events: readonly LogEvent[]): void {
    if (events.length === 0) return
    const generation = this.#options.done()
    const first = (this.#entries.at(-1)?.number ?? 0) + 1
    const entries = events.map((event, index) => ({
      ...{ number: first + index, atMs: Date.now(), generation },
      ...event,
    }))
    this.#entries = [...this.#entries, ...entries].slice(-MOST_ENTRIES)
    this.#options.emit({ kind: 'log', entries })
    this.#write((folder) => folder.appendLog(entries))
  }

  /** What became of the workers since the last time. */
  seeWorkers(workers: readonly WorkerView[]): void {
    this.add(...this.#watch.news(workers))
  }

  addFailures(failed: readonly FailedGenome[]): void {
    const named = failed.slice(0, NAMED_FAILURES)
    this.add(
      ...named.map(({ genomeId, cause, reason, trace }, index) => {
        const others = index === named.length - 1 ? failed.length - named.length : 0
        return {
          kind: 'genome-failed',
          genomeId,
          cause,
          reason,
          others,
          ...(trace !== undefined && { trace }),
        } as const
      }),
    )
  }

  /** Throws {@link ApiError} where there are too many, or no such generation. */
  async addNote(generation: number, text: string): Promise<null> {
    if (this.#notes.length >= MOST_NOTES) {
      throw new ApiError('bad-request', `A run has at most ${MOST_NOTES} notes. Remove one first.`)
    }
    const done = this.#options.done()
    if (generation >= Math.max(1, done)) {
      const last = done === 0 ? 'the first generation is not done yet' : `generation ${done - 1} is the last`
      throw new ApiError('bad-request', `There is no generation ${generation} to pin a note to: ${last}.`)
    }
    const number = this.#notes.reduce((most, note) => Math.max(most, note.number), 0) + 1
    const note = { number, generation, text: text.trim(), atMs: Date.now() }
    return await this.#keepNotes(inOrder([...this.#notes, note]))
  }

  async removeNote(number: number): Promise<null> {
    if (!this.#notes.some((note) => note.number === number)) {
      throw new ApiError('not-found', 'That note has been removed already.')
    }
    return await this.#keepNotes(this.#notes.filter((note) => note.number !== number))
  }

  /** Whatever is to be written is. */
  async settle(): Promise<void> {
    await this.#written
  }

  /** A note that can't be saved is not shown as if it were. */
  async #keepNotes(notes: readonly RunNote[]): Promise<null> {
    const { folder, emit } = this.#options
    const before = this.#written
    const saving = before.then(() => folder?.saveNotes(notes))
    this.#written = saving.catch(() => {}) // whoever asked hears of it
    try {
      await saving
    } catch (error) {
      throw new ApiError('failed', error instanceof Error ? error.message : String(error), { cause: error })
    }
    this.#notes = notes
    emit({ kind: 'notes', notes })
    return null
  }

  #write(work: (folder: RunFolder) => Promise<void>): void {
    const { folder, log } = this.#options
    if (folder === null) return
    this.#written = this.#written
      .then(() => work(folder))
      .catch((error: unknown) => {
        log('warn', `The run's log could not be written: ${error instanceof Error ? error.message : error}`)
      })
  }
}

const inOrder = (notes: readonly RunNote[]) =>
  [...notes].sort((a, b) => a.generation - b.generation || a.number - b.number)
