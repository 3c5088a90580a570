// A run on disk: what it is, every generation as one line, the last whole generation to go on from, and the champion.
// All of it JSON that can be read without Neatwork. A file is replaced whole or not at all.
import { appendFile, mkdir, readdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import * as z from 'zod'
import { championOf } from '../api/champion.ts'
import type { RunResult } from '../api/views.ts'
import { issuesText, type Parsed, parseWith } from '../base/config-issue.ts'
import { runInTurns, type Steps } from '../base/steps.ts'
import type { RecordedFailures } from '../evaluate/recorded-failures.ts'
import { compactGenome, populationFromJson, populationToJson } from '../neat/population-codec.ts'
import type { EvaluatedGeneration, GenerationOutcome } from '../run/evolve.ts'
import { type RunConfig, runConfigSchema } from '../run/run-config.ts'
import { searchFromJson, searchToJson } from '../run/search-codec.ts'
import { type GenerationSnapshot, SNAPSHOT_VERSION } from '../run/snapshot.ts'
import { steadyFromJson, steadyToJson } from '../run/steady-codec.ts'
import type { SteadyProgress } from '../run/steady-progress.ts'
import { clusterSettingsSchema } from './cluster-settings.ts'
import { appendFailures, readFailures } from './failure-record.ts'

export const RUN_FORMAT_VERSION = 1

const FILES = {
  config: 'config.json',
  history: 'history.ndjson',
  checkpoint: 'checkpoint.json',
  champion: 'champion.json',
  /** Runs without generations: in which order results came, a line per look. */
  order: 'order.ndjson',
  result: 'result.json',
  failures: 'failures.ndjson',
  cluster: 'cluster.json',
} as const

const recordSchema = z.strictObject({
  format: z.literal('neatwork-run'),
  version: z.literal(RUN_FORMAT_VERSION),
  appVersion: z.string(),
  createdAt: z.string(),
  problem: z.strictObject({
    name: z.string(),
    version: z.int(),
    hash: z.string(),
    /** Where somebody's own code was; it is never run from here unasked. */
    own: z
      .strictObject({
        language: z.enum(['javascript', 'python']),
        file: z.string(),
        hash: z.string(),
        entry: z.string().nullable().optional(),
        isOpen: z.literal(true).optional(),
      })
      .optional(),
  }),
  config: runConfigSchema,
})
export type RunRecord = z.output<typeof recordSchema>

const checkpointSchema = z.strictObject({
  version: z.literal(RUN_FORMAT_VERSION),
  evaluations: z.int().min(0),
  fitness: z.array(z.number()),
  population: z.unknown(),
  // Absent in runs of before there were other searches than for fitness.
  search: z.unknown().optional(),
  // Only in runs without generations.
  steady: z.unknown().optional(),
})

/** Checkpoints reach the disk itself at most this often; between, they survive the process but not the power. */
const SYNC_INTERVAL_MS = 1000

/** How the run was carried out last: what a master needs to be found again by its workers. */
const savedClusterSchema = z.strictObject({
  version: z.literal(RUN_FORMAT_VERSION),
  localSlots: z.int().min(0),
  /** By which workers find the master again. Whoever reads this file may join. */
  token: z.string().nullable(),
  settings: clusterSettingsSchema,
})
export type SavedCluster = Omit<z.output<typeof savedClusterSchema>, 'version'>

export class RunFolderError extends Error {
  override readonly name = 'RunFolderError'
  readonly code: 'exists' | 'missing' | 'damaged' | 'unwritable'
  constructor(code: RunFolderError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** What a folder holds to go on from. */
export interface SavedRun {
  readonly folder: RunFolder
  readonly record: RunRecord
  /** null: stopped before its first generation was done. */
  readonly last: EvaluatedGeneration | null
  readonly history: readonly GenerationSnapshot[]
  /** null in folders of before it was saved. */
  readonly cluster: SavedCluster | null
}

export class RunFolder {
  readonly path: string
  /** Failures that chance decided, to be repeated. */
  readonly failures: RecordedFailures
  readonly #config: RunConfig
  #championHash: string | null = null
  #syncedAtMs = Number.NEGATIVE_INFINITY

  private constructor(path: string, config: RunConfig, failures: RecordedFailures = new Map()) {
    this.path = path
    this.failures = failures
    this.#config = config
  }

  /** Begins a new run; refuses a folder that holds anything. Rejects with {@link RunFolderError}. */
  static async create(path: string, record: Omit<RunRecord, 'format' | 'version'>): Promise<RunFolder> {
    return explained(path, async () => {
      await mkdir(path, { recursive: true })
      const present = await readdir(path)
      if (present.includes(FILES.config)) {
        const message = `${path} holds a run already. Go on with it by "neatwork resume ${path}", or choose another folder.`
        throw new RunFolderError('exists', message)
      }
      if (present.length > 0) {
        throw new RunFolderError('exists', `${path} is not empty. Choose a new folder for the run.`)
      }
      const whole = { format: 'neatwork-run', version: RUN_FORMAT_VERSION, ...record }
      await writeFileAtomic(join(path, FILES.config), `${JSON.stringify(whole, null, 2)}\n`)
      return new RunFolder(path, record.config)
    })
  }

  /** Opens a saved run. Rejects with {@link RunFolderError}; history beyond the checkpoint is cut off. */
  static async open(path: string): Promise<SavedRun> {
    return explained(path, async () => {
      const record = sound(path, FILES.config, parseWith(recordSchema, await readJson(path, FILES.config)))
      const last = await readCheckpoint(path, record.config)
      const failures = await readFailures(join(path, FILES.failures))
      if (failures === null) throw damaged(path, FILES.failures, 'a line is not a failed genome')
      const folder = new RunFolder(path, record.config, failures)
      const history = await readHistory(path, last?.population.generation ?? -1)
      if (record.config.mode === 'steady-state') await cutOrder(path, last?.population.generation ?? -1)
      return { folder, record, last, history, cluster: await readCluster(path) }
    })
  }

  /** Notes how the run is carried out, in a file that nobody else may read. */
  async saveCluster(cluster: SavedCluster): Promise<void> {
    const text = `${JSON.stringify({ version: RUN_FORMAT_VERSION, ...cluster }, null, 2)}\n`
    const file = join(this.path, FILES.cluster)
    await explained(this.path, () => writeFileAtomic(file, text, { mode: 0o600 }))
  }

  /** Appends a whole generation. The checkpoint comes last: history beyond it doesn't count. */
  async save(outcome: GenerationOutcome): Promise<void> {
    await explained(this.path, async () => {
      const { kind } = this.#config.neat.network
      await appendFailures(join(this.path, FILES.failures), outcome, { known: this.failures, kind })
      await appendFile(join(this.path, FILES.history), `${JSON.stringify(outcome.snapshot)}\n`)
      if (outcome.steady !== null) await this.#saveOrder(outcome.snapshot.generation, outcome.steady)
      const champion = championOf(outcome.best, this.#config)
      if (champion.hash !== this.#championHash) {
        await this.#write(FILES.champion, `${JSON.stringify(champion, null, 2)}\n`, false)
        this.#championHash = champion.hash
      }
      const now = performance.now()
      const sync = now - this.#syncedAtMs >= SYNC_INTERVAL_MS
      if (sync) this.#syncedAtMs = now
      await this.#write(FILES.checkpoint, await runInTurns(checkpointText(outcome), nextTurn), sync)
    })
  }

  /** Notes how the run ended; the last checkpoint reaches the disk. */
  async finish(result: RunResult, last: GenerationOutcome | null): Promise<void> {
    await explained(this.path, async () => {
      if (last !== null)
        await this.#write(FILES.checkpoint, await runInTurns(checkpointText(last), nextTurn), true)
      await this.#write(FILES.result, `${JSON.stringify(result, null, 2)}\n`, true)
    })
  }

  async #saveOrder(generation: number, { inFlight, order }: SteadyProgress): Promise<void> {
    await appendFile(join(this.path, FILES.order), `${JSON.stringify({ generation, inFlight, order })}\n`)
  }

  async #write(file: string, text: string, fsync: boolean): Promise<void> {
    await writeFileAtomic(join(this.path, file), text, { fsync })
  }
}

/** Genomes between two pauses. */
const GENOMES_PER_STEP = 500

/** The checkpoint as JSON, put together in pieces: that of a large population takes a good part of a second. */
function* checkpointText(generation: EvaluatedGeneration): Steps<string> {
  const { population, fitness, evaluations, search, steady } = generation
  const head: Omit<z.input<typeof checkpointSchema>, 'population'> = {
    version: RUN_FORMAT_VERSION,
    evaluations,
    fitness: [...fitness],
    ...(search !== null && { search: searchToJson(search) }),
    ...(steady !== null && { steady: steadyToJson(steady) }),
  }
  const { genomes: _, ...rest } = populationToJson({ ...population, genomes: [] })
  const pieces: string[] = []
  for (let from = 0; from < population.genomes.length; from += GENOMES_PER_STEP) {
    const some = population.genomes.slice(from, from + GENOMES_PER_STEP).map(compactGenome)
    pieces.push(JSON.stringify(some).slice(1, -1))
    yield
  }
  return `${open(head)},"population":${open(rest)},"genomes":[${pieces.join(',')}]}}`
}

/** An object's JSON without its closing brace. */
function open(value: object): string {
  return JSON.stringify(value).slice(0, -1)
}

/** Lets everybody else have a turn. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

async function readCheckpoint(path: string, config: RunConfig): Promise<EvaluatedGeneration | null> {
  const json = await readJson(path, FILES.checkpoint, { optional: true })
  if (json === null) return null
  const {
    fitness,
    evaluations,
    population: saved,
    search: savedSearch,
    steady: savedSteady,
  } = sound(path, FILES.checkpoint, parseWith(checkpointSchema, json))
  const population = sound(path, FILES.checkpoint, populationFromJson(saved, config.neat.network.kind))
  if (population.genomes.length !== fitness.length) {
    throw damaged(path, FILES.checkpoint, 'genomes and fitness differ in number')
  }
  const search =
    savedSearch === undefined
      ? null
      : sound(path, FILES.checkpoint, searchFromJson(savedSearch, population.shape))
  if ((search?.kind ?? 'fitness') !== config.search.objective) {
    throw damaged(path, FILES.checkpoint, 'its search is not the one of the settings')
  }
  const steady =
    savedSteady === undefined
      ? null
      : sound(path, FILES.checkpoint, steadyFromJson(savedSteady, population.shape))
  if ((steady !== null) !== (config.mode === 'steady-state')) {
    throw damaged(path, FILES.checkpoint, 'its mode is not the one of the settings')
  }
  return { population, fitness: Float64Array.from(fitness), evaluations, search, steady }
}

async function readCluster(path: string): Promise<SavedCluster | null> {
  const json = await readJson(path, FILES.cluster, { optional: true })
  if (json === null) return null
  const { version: _, ...cluster } = sound(path, FILES.cluster, parseWith(savedClusterSchema, json))
  return cluster
}

/** Snapshots up to `lastGeneration`; what follows, or is incomplete, is cut from the file. */
async function readHistory(path: string, lastGeneration: number): Promise<readonly GenerationSnapshot[]> {
  const file = join(path, FILES.history)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const snapshots: GenerationSnapshot[] = []
  let kept = 0
  for (const line of text.split('\n')) {
    const generation = snapshots.length
    if (generation > lastGeneration || line === '') break
    const snapshot = snapshotIn(line)
    if (snapshot?.generation !== generation) {
      throw damaged(path, FILES.history, `line ${generation + 1} is not generation ${generation}`)
    }
    snapshots.push(snapshot)
    kept += Buffer.byteLength(line) + 1
  }
  if (snapshots.length !== lastGeneration + 1) {
    throw damaged(path, FILES.history, `it ends at generation ${snapshots.length - 1}, before the checkpoint`)
  }
  if (kept < Buffer.byteLength(text)) await truncate(file, kept)
  return snapshots
}

/** Cuts the order of results that came after the checkpoint: they will come again, maybe in another order. */
async function cutOrder(path: string, lastGeneration: number): Promise<void> {
  const file = join(path, FILES.order)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n').slice(0, -1)
  // One line per look: the first population, generation 0, needs none to be repeated but has one.
  const kept = lines
    .slice(0, lastGeneration + 1)
    .reduce((bytes, line) => bytes + Buffer.byteLength(line) + 1, 0)
  if (kept < Buffer.byteLength(text)) await truncate(file, kept)
}

/** What every line of the history has; the rest is for people and taken as it is. */
const snapshotSchema = z.looseObject({
  version: z.literal(SNAPSHOT_VERSION),
  generation: z.int().min(0),
  species: z.array(z.looseObject({ id: z.number(), size: z.number() })),
  champion: z.looseObject({ fitness: z.number() }),
  populationHash: z.string(),
})

function snapshotIn(line: string): GenerationSnapshot | null {
  try {
    const value: unknown = JSON.parse(line)
    return snapshotSchema.safeParse(value).success ? (value as GenerationSnapshot) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

async function readJson(path: string, file: string, options: { optional?: boolean } = {}): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(path, file), 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged(path, file, 'it is not JSON')
    if (!isMissing(error)) throw error
    if (options.optional === true) return null
    const message = `${path} holds no run: ${file} is missing. Name the folder that was given to --run.`
    throw new RunFolderError('missing', message, { cause: error })
  }
}

function sound<Value>(path: string, file: string, parsed: Parsed<Value>): Value {
  if (parsed.ok) return parsed.value
  throw damaged(path, file, issuesText(parsed.issues.slice(0, 3)))
}

function damaged(path: string, file: string, what: string): RunFolderError {
  return new RunFolderError('damaged', `${file} in ${path} is damaged: ${what}. Restore it from a copy.`)
}

/** Errors of the file system in one sentence that says what to do. */
async function explained<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RunFolderError || !(error instanceof Error)) throw error
    const code = 'code' in error ? String(error.code) : 'unknown error'
    const advice =
      code === 'ENOSPC'
        ? 'The disk is full; make room and resume.'
        : 'Check the path and the rights of this account.'
    throw new RunFolderError('unwritable', `The run folder ${path} can't be used (${code}). ${advice}`, {
      cause: error,
    })
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
