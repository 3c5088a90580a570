// The results of the generation in progress, one JSON object a line, written the moment they come: a master that is killed
// evaluates none of them again. The lines hold for one generation of one run under one set of settings; for any other they
// are nothing. They never decide a bit: what they say is what an evaluation said.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import * as z from 'zod'
import { type GenomeId, genomeId } from '../../base/ids.ts'
import { type Arrival, type Evaluation, type EvaluationBatch, FAILURE_CAUSES } from '../../evaluate/batch.ts'
import type { ResultJournal } from '../../evaluate/journaled.ts'
import { FILES, RUN_FORMAT_VERSION } from './files.ts'
import { isMissing } from './run-folder-error.ts'
import type { Storage } from './storage.ts'

/** What the results belong to. */
const headSchema = z.object({
  version: z.literal(RUN_FORMAT_VERSION),
  /** Of settings, problem and options. */
  settings: z.string(),
  /** populationHash of the last whole generation; empty for the first. */
  after: z.string(),
})
type Head = z.output<typeof headSchema>

const numbers = z.array(z.number()).transform((values) => Float64Array.from(values))
const number = z.int().min(0).transform(genomeId)
const lineSchema = z.union([
  z
    .object({
      genomeId: number,
      fitness: z.number(),
      behaviour: numbers.optional(),
      metrics: z.record(z.string(), z.number()).optional(),
      tuned: z.object({ weight: numbers, bias: numbers }).optional(),
    })
    .transform(({ behaviour, metrics, tuned, ...line }) => ({
      ...{ kind: 'scored' as const, ...line },
      ...(behaviour && { behaviour }),
      ...(metrics && { metrics }),
      ...(tuned && { tuned }),
    })),
  z
    .object({
      ...{ genomeId: number, cause: z.enum(FAILURE_CAUSES), reason: z.string() },
      trace: z.string().optional(),
    })
    .transform(({ trace, ...line }) => ({ kind: 'failed' as const, ...line, ...(trace && { trace }) })),
  z
    .object({ genomeId: number, takenBack: z.literal(true) })
    .transform((line) => ({ kind: 'taken back' as const, genomeId: line.genomeId })),
  z.object({ inFlight: z.int().min(1) }).transform((line) => ({ kind: 'in flight' as const, ...line })),
])
type Line = z.output<typeof lineSchema>

/** What a journal says. */
export interface FoundProgress {
  readonly head: Head | null
  readonly results: ReadonlyMap<GenomeId, Evaluation>
  readonly inFlight: number | null
}
export const NO_PROGRESS: FoundProgress = { head: null, results: new Map(), inFlight: null }

interface Run {
  readonly storage: Storage
  /** Settings and problem of the run: whatever a result depends on besides its genome. */
  readonly settings: object
  readonly found: FoundProgress
  /** populationHash of the last whole generation; empty where there is none. */
  readonly after: string
}

export class FolderJournal implements ResultJournal {
  readonly #storage: Storage
  readonly #settings: object
  #found: FoundProgress
  #after: string
  #head: Head | null = null
  /** Of this generation, as long as they are on the disk. */
  readonly #results = new Map<GenomeId, Evaluation>()
  #inFlight: number | null = null
  /** Why nothing can be written any more. */
  #failure: { readonly error: unknown } | null = null

  constructor({ storage, settings, found, after }: Run) {
    this.#storage = storage
    this.#settings = settings
    this.#found = found
    this.#after = after
  }

  /** Genomes whose results were found for what comes next, in the order in which they came. */
  get order(): readonly GenomeId[] {
    return this.#found.head?.after === this.#after ? [...this.#found.results.keys()] : []
  }

  /** Evaluations under way that a run without generations had when its results were found; null where none were. */
  get inFlight(): number | null {
    return this.order.length > 0 ? this.#found.inFlight : null
  }

  begin({ options }: EvaluationBatch): ReadonlyMap<GenomeId, Evaluation> {
    if (this.#head !== null) return this.#results
    const settings = createHash('sha256')
      .update(JSON.stringify([this.#settings, options ?? {}]))
      .digest('hex')
    const head = { version: RUN_FORMAT_VERSION, settings, after: this.#after } as const
    const found = this.#found
    const isOurs = found.head?.settings === settings && found.head.after === this.#after
    for (const [id, result] of isOurs ? found.results : []) this.#results.set(id, result)
    this.#found = NO_PROGRESS
    this.#head = head
    this.#renew(head)
    return this.#results
  }

  note = (arrivals: readonly Arrival[]): void => {
    if (this.#head === null || arrivals.length === 0) return
    for (const arrival of arrivals) {
      // Taken back and come again, it came last.
      this.#results.delete(arrival.genomeId)
      if (arrival.kind !== 'taken back') this.#results.set(arrival.genomeId, arrival)
    }
    this.#write(() => this.#storage.jot(FILES.progress, arrivals.map(lineOf).join('')))
  }

  /** So many evaluations are under way at a time in a run without generations, from here on. */
  noteInFlight(inFlight: number): void {
    this.#inFlight = inFlight
    if (this.#head !== null) this.#write(() => this.#storage.jot(FILES.progress, line({ inFlight })))
  }

  /** The generation is whole, and safe elsewhere; of what came already, only the results of `pending` are kept. */
  follow(populationHash: string, pending: readonly GenomeId[]): void {
    const wanted = new Set(pending)
    for (const id of [...this.#results.keys()]) if (!wanted.has(id)) this.#results.delete(id)
    this.#found = NO_PROGRESS
    this.#after = populationHash
    // The next batch writes its own head; but what is pending may come before that.
    this.#head = this.#head === null || pending.length === 0 ? null : { ...this.#head, after: populationHash }
    if (this.#head !== null) this.#renew(this.#head)
  }

  /** Nothing more is written. */
  close(): void {
    this.#head = null
  }

  /** Throws what kept it from writing: the generation in progress is then no safer than the disk. */
  check(): void {
    const failure = this.#failure
    this.#failure = null
    if (failure !== null) throw failure.error
  }

  #renew(head: Head): void {
    const inFlight = this.#inFlight === null ? '' : line({ inFlight: this.#inFlight })
    const results = [...this.#results.values()].map(lineOf).join('')
    this.#write(() => this.#storage.renew(FILES.progress, `${line(head)}${inFlight}${results}`))
  }

  /** Whoever evaluates can do nothing about a full disk: the generation's end tells it. */
  #write(work: () => void): void {
    if (this.#failure !== null) return
    try {
      work()
    } catch (error) {
      this.#failure = { error }
    }
  }
}

/** The journal in `path`, up to its first line that is not what was written. */
export async function readProgress(path: string): Promise<FoundProgress> {
  const text = await readFile(join(path, FILES.progress), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return ''
    throw error
  })
  const lines = text.split('\n').slice(0, -1)
  const head = headSchema.safeParse(valueIn(lines[0] ?? ''))
  if (!head.success) return NO_PROGRESS
  const results = new Map<GenomeId, Evaluation>()
  let inFlight: number | null = null
  for (const each of lines.slice(1)) {
    const parsed = lineSchema.safeParse(valueIn(each))
    if (!parsed.success) break
    const said: Line = parsed.data
    if (said.kind === 'in flight') inFlight = said.inFlight
    else results.delete(said.genomeId)
    if (said.kind === 'scored' || said.kind === 'failed') results.set(said.genomeId, said)
  }
  return { head: head.data, results, inFlight }
}

function lineOf(arrival: Arrival): string {
  switch (arrival.kind) {
    case 'failed': {
      const { genomeId: id, cause, reason, trace } = arrival
      return line({ genomeId: id, cause, reason, ...(trace && { trace }) })
    }
    case 'taken back':
      return line({ genomeId: arrival.genomeId, takenBack: true })
    case 'scored': {
      const { genomeId: id, fitness, behaviour, metrics, tuned } = arrival
      return line({
        ...{ genomeId: id, fitness },
        ...(behaviour && { behaviour: [...behaviour] }),
        ...(metrics && { metrics }),
        ...(tuned && { tuned: { weight: [...tuned.weight], bias: [...tuned.bias] } }),
      })
    }
  }
}

/** Where a line's checksum ends and what it is of begins. */
const CHECK_DIGITS = 8
const BEFORE = '{"crc":"'

function line(value: object): string {
  const text = JSON.stringify(value).slice(1)
  return `${BEFORE}${crc32(text).toString(16).padStart(CHECK_DIGITS, '0')}",${text}\n`
}

/** undefined where the line is not what was written. */
function valueIn(text: string): unknown {
  const at = BEFORE.length + CHECK_DIGITS
  const rest = text.slice(at + 2)
  const check = Number.parseInt(text.slice(BEFORE.length, at), 16)
  return text.startsWith(BEFORE) && check === crc32(rest) ? JSON.parse(`{${rest}`) : undefined
}
