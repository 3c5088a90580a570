// A run on disk: what it is, every generation as one line, the last whole generation to go on from, and the champion.
// All of it JSON that can be read without Neatwork. A file is replaced whole or not at all.
import { appendFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import * as z from 'zod'
import { championOf } from '../../api/champion.ts'
import type { RunResult } from '../../api/views.ts'
import { parseWith } from '../../base/config-issue.ts'
import type { RecordedFailures } from '../../evaluate/recorded-failures.ts'
import type { EvaluatedGeneration, GenerationOutcome } from '../../run/evolve.ts'
import { type RunConfig, runConfigSchema } from '../../run/run-config.ts'
import type { GenerationSnapshot } from '../../run/snapshot.ts'
import type { SteadyProgress } from '../../run/steady-progress.ts'
import { clusterSettingsSchema } from '../cluster-settings.ts'
import { checkpointJson, readCheckpoint, readJson } from './checkpoint.ts'
import { appendFailures, readFailures } from './failure-record.ts'
import { FILES, RUN_FORMAT_VERSION } from './files.ts'
import { cutOrder, readHistory, readSnapshots } from './history.ts'
import { DEFAULT_KEEP, type KeepRule, keepCheckpoint } from './kept-checkpoints.ts'
import { damaged, explained, RunFolderError, sound } from './run-folder-error.ts'

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
  /** Which earlier checkpoints are kept. */
  keep: z.strictObject({ every: z.int().min(0), most: z.int().min(2) }).default(DEFAULT_KEEP),
  /** Where the run began, if not at generation 0: another run, and the last generation that it shares with it. */
  forkedFrom: z
    .strictObject({ folder: z.string(), generation: z.int().min(0), populationHash: z.string() })
    .optional(),
})
export type RunRecord = z.output<typeof recordSchema>

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

const resultSchema = z.object({
  solved: z.boolean(),
  reason: z.enum(['solved', 'generations done', 'stopped']),
  bestFitness: z.number().nullable(),
})

/** What can be told of a run without going on with it. */
export interface LookedAt {
  readonly path: string
  readonly record: RunRecord
  /** All whole generations, the newest maybe beyond the checkpoint. */
  readonly history: readonly GenerationSnapshot[]
  /** null as long as the run has not ended. */
  readonly result: z.output<typeof resultSchema> | null
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

type Kept = Pick<RunRecord, 'config' | 'keep'>

/** What a new folder is given. */
export type NewRecord = Omit<RunRecord, 'format' | 'version' | 'keep'> & Partial<Pick<RunRecord, 'keep'>>

export class RunFolder {
  readonly path: string
  /** Failures that chance decided, to be repeated. */
  readonly failures: RecordedFailures
  readonly #config: RunConfig
  readonly #keep: KeepRule
  #championHash: string | null = null
  #syncedAtMs = Number.NEGATIVE_INFINITY

  private constructor(path: string, { config, keep }: Kept, failures: RecordedFailures = new Map()) {
    this.path = path
    this.failures = failures
    this.#config = config
    this.#keep = keep
  }

  /** Begins a new run; refuses a folder that holds anything. Rejects with {@link RunFolderError}. */
  static async create(path: string, given: NewRecord): Promise<RunFolder> {
    const record = { keep: DEFAULT_KEEP, ...given }
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
      return new RunFolder(path, record)
    })
  }

  /** Opens a saved run. Rejects with {@link RunFolderError}; history beyond the checkpoint is cut off. */
  static async open(path: string): Promise<SavedRun> {
    return explained(path, async () => {
      const record = sound(path, FILES.config, parseWith(recordSchema, await readJson(path, FILES.config)))
      const last = await readCheckpoint(path, record.config)
      const failures = await readFailures(join(path, FILES.failures))
      if (failures === null) throw damaged(path, FILES.failures, 'a line is not a failed genome')
      const folder = new RunFolder(path, record, failures)
      const history = await readHistory(path, last?.population.generation ?? -1)
      if (record.config.mode === 'steady-state') await cutOrder(path, last?.population.generation ?? -1)
      return { folder, record, last, history, cluster: await readCluster(path) }
    })
  }

  /** A run that begins with the generations of another. Rejects with {@link RunFolderError}. */
  static async fork(
    path: string,
    record: NewRecord,
    {
      last,
      history,
    }: { readonly last: EvaluatedGeneration; readonly history: readonly GenerationSnapshot[] },
  ): Promise<void> {
    const folder = await RunFolder.create(path, record)
    await explained(path, async () => {
      const lines = history.map((snapshot) => `${JSON.stringify(snapshot)}\n`)
      await folder.#write(FILES.history, lines.join(''), true)
      await folder.#write(FILES.checkpoint, await checkpointJson(last), true)
      // The beginning of all that is its own.
      await keepCheckpoint(path, last.population.generation, {
        every: 1,
        most: record.keep?.most ?? DEFAULT_KEEP.most,
      })
    })
  }

  /** What a folder says of its run, without changing anything in it. Rejects with {@link RunFolderError}. */
  static async look(path: string): Promise<LookedAt> {
    return explained(path, async () => {
      const record = sound(path, FILES.config, parseWith(recordSchema, await readJson(path, FILES.config)))
      const { snapshots } = await readSnapshots(path)
      const ended = await readJson(path, FILES.result, { optional: true })
      const result = ended === null ? null : sound(path, FILES.result, parseWith(resultSchema, ended))
      return { path, record, history: snapshots, result }
    })
  }

  /** Writes other settings into a run, such as more generations. */
  static async change(path: string, record: RunRecord): Promise<void> {
    await explained(path, () =>
      writeFileAtomic(join(path, FILES.config), `${JSON.stringify(record, null, 2)}\n`),
    )
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
      await this.#write(FILES.checkpoint, await checkpointJson(outcome), sync)
      await keepCheckpoint(this.path, outcome.snapshot.generation, this.#keep)
    })
  }

  /** Notes how the run ended; the last checkpoint reaches the disk. */
  async finish(result: RunResult, last: GenerationOutcome | null): Promise<void> {
    await explained(this.path, async () => {
      if (last !== null) await this.#write(FILES.checkpoint, await checkpointJson(last), true)
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

async function readCluster(path: string): Promise<SavedCluster | null> {
  const json = await readJson(path, FILES.cluster, { optional: true })
  if (json === null) return null
  const { version: _, ...cluster } = sound(path, FILES.cluster, parseWith(savedClusterSchema, json))
  return cluster
}
