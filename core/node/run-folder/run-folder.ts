// A run on disk: what it is, every generation as one line, the last whole generation to go on from, and the champion.
// All of it JSON that can be read without Neatwork. A file is replaced whole or not at all.
import { mkdir, readdir } from 'node:fs/promises'
import { championOf } from '../../api/champion.ts'
import type { LogEntry, RunNote } from '../../api/run-log.ts'
import type { RunResult } from '../../api/views.ts'
import type { RecordedFailures } from '../../evaluate/recorded-failures.ts'
import { type Exchange, exchangeLine, type RecordedExchanges } from '../../islands/exchange-record.ts'
import type { EvaluatedGeneration, GenerationOutcome } from '../../run/evolve.ts'
import type { RunConfig } from '../../run/run-config.ts'
import type { SteadyProgress } from '../../run/steady-progress.ts'
import { contentsOf } from '../own/parcel.ts'
import { shellWord } from '../shell-word.ts'
import { checkpointJson, readJson, readLast } from './checkpoint.ts'
import { ChronicleFiles, type Noted } from './chronicle-files.ts'
import { readExchanges } from './exchange-file.ts'
import { appendFailures, readFailures } from './failure-record.ts'
import { FILES, PROBLEM_FOLDER, RUN_FORMAT_VERSION } from './files.ts'
import { cutHistory, cutOrder, historyTo } from './history.ts'
import { DEFAULT_KEEP, type KeepRule, keepCheckpoint } from './kept-checkpoints.ts'
import { type LookedAt, lookAtRun } from './looked-at.ts'
import { FolderJournal, type FoundProgress, NO_PROGRESS, readProgress } from './result-journal.ts'
import { damaged, explained, RunFolderError } from './run-folder-error.ts'
import { logText, notesText, readLog, readNotes } from './run-notes.ts'
import { type NewRecord, type RunRecord, readRecord, recordText } from './run-record.ts'
import { clusterText, readCluster, type SavedCluster } from './saved-cluster.ts'
import { sealText } from './seal.ts'
import { diskStorage, type OpenStorage, type Storage } from './storage.ts'
import { StoredHistory } from './stored-history.ts'

/** Checkpoints reach the disk itself at most this often; between, they survive the process but not the power. */
const SYNC_INTERVAL_MS = 1000

/** What a folder holds to go on from. */
export interface SavedRun {
  readonly folder: RunFolder
  readonly record: RunRecord
  /** null: stopped before its first generation was done. */
  readonly last: EvaluatedGeneration | null
  readonly history: StoredHistory
  /** null in folders of before it was saved. */
  readonly cluster: SavedCluster | null
}

/** What a folder holds besides the run itself. */
interface Recorded {
  readonly failures: RecordedFailures
  readonly exchanges: RecordedExchanges
  readonly notes: readonly RunNote[]
  readonly log: readonly LogEntry[]
  readonly progress: FoundProgress
  /** populationHash of the last whole generation; empty where there is none. */
  readonly after: string
}
const NOTHING_RECORDED: Recorded = {
  ...{ failures: new Map(), exchanges: new Map(), notes: [], log: [] },
  ...{ progress: NO_PROGRESS, after: '' },
}

export type { LookedAt } from './looked-at.ts'
export type { NewRecord, RunRecord } from './run-record.ts'
export type { SavedCluster } from './saved-cluster.ts'

type Kept = Pick<RunRecord, 'config' | 'keep' | 'problem'>

/** Where a folder is written, and the clock that says when it is made sure of. */
export interface Disk {
  readonly open: OpenStorage
  /** Milliseconds. */
  readonly now: () => number
}

const DISK: Disk = { open: diskStorage, now: () => performance.now() }

export class RunFolder {
  readonly path: string
  /** Failures that chance decided, to be repeated. */
  readonly failures: RecordedFailures
  /** With other islands, to be repeated. */
  readonly exchanges: RecordedExchanges
  /** As they were when the folder was opened. */
  readonly notes: readonly RunNote[]
  readonly log: readonly LogEntry[]
  readonly #storage: Storage
  readonly #config: RunConfig
  readonly #keep: KeepRule
  readonly #now: () => number
  /** Results of the generation in progress. */
  readonly journal: FolderJournal
  #hasLogged = false
  #hasNoted = false
  readonly #chronicle: ChronicleFiles
  #championHash: string | null = null
  /** Of the champion that is on the disk itself. */
  #syncedChampion: string | null = null
  #syncedAtMs = Number.NEGATIVE_INFINITY

  private constructor(
    path: string,
    { config, keep, problem }: Kept,
    { open, now }: Disk,
    recorded: Recorded | null = null,
  ) {
    const { failures, exchanges, notes, log, progress, after } = recorded ?? NOTHING_RECORDED
    this.path = path
    this.notes = notes
    this.log = log
    this.#storage = open(path)
    this.#now = now
    this.failures = failures
    this.exchanges = exchanges
    this.#hasNoted = recorded === null
    this.#chronicle = new ChronicleFiles(this.#storage, { isNew: recorded === null })
    this.#config = config
    this.#keep = keep
    // How long a run may go on changes nothing in what its genomes are worth.
    const settings = [problem.hash, { ...config, generations: 0 }]
    this.journal = new FolderJournal({ storage: this.#storage, settings, found: progress, after })
  }

  /** Begins a new run; refuses a folder that holds anything. Rejects with {@link RunFolderError}. */
  static async create(
    path: string,
    { source = null, ...given }: NewRecord,
    disk: Disk = DISK,
  ): Promise<RunFolder> {
    const named = source === null ? {} : { source: { main: `${PROBLEM_FOLDER}/${source.main}` } }
    const record = { keep: DEFAULT_KEEP, ...given, problem: { ...given.problem, ...named } }
    return explained(path, async () => {
      await mkdir(path, { recursive: true })
      const present = await readdir(path)
      if (present.includes(FILES.config)) {
        const message = `${path} holds a run already. Go on with it by "neatwork resume ${shellWord(path)}", or choose another folder.`
        throw new RunFolderError('exists', message)
      }
      if (present.length > 0) {
        throw new RunFolderError('exists', `${path} is not empty. Choose a new folder for the run.`)
      }
      const whole = { format: 'neatwork-run', version: RUN_FORMAT_VERSION, ...record }
      const folder = new RunFolder(path, record, disk)
      await folder.#replace(FILES.config, recordText(whole), true)
      for (const [name, content] of source === null ? [] : contentsOf(source)) {
        await folder.#storage.replace(`${PROBLEM_FOLDER}/${name}`, content, { synced: true })
      }
      return folder
    })
  }

  /** Opens a saved run. Rejects with {@link RunFolderError}; history beyond the checkpoint is cut off. */
  static async open(path: string, disk: Disk = DISK): Promise<SavedRun> {
    return explained(path, async () => {
      const record = await readRecord(path)
      const read = await StoredHistory.read(path)
      const last = await readLast(path, record.config, read.history.length)
      const generation = last?.population.generation ?? -1
      const failures = await readFailures(path, generation)
      if (failures === null) throw damaged(path, FILES.failures, 'a line is not a failed genome')
      const exchanges = await readExchanges(path)
      const notes = await readNotes(path)
      // What failed after the checkpoint will fail again.
      const log = (await readLog(path)).filter(
        (entry) => entry.kind !== 'genome-failed' || entry.generation <= generation,
      )
      const known = historyTo(read, generation)
      const after = (await known.last())?.populationHash ?? ''
      const recorded = {
        ...{ failures: failures.record, exchanges: exchanges.record, notes, log, after },
        progress: await readProgress(path),
      }
      const folder = new RunFolder(path, record, disk, recorded)
      // It is another run from here on than the one that ended.
      await folder.#storage.remove(FILES.checksums)
      await folder.#storage.sync([])
      if (failures.kept < failures.bytes) await folder.#storage.cut(FILES.failures, failures.kept)
      if (exchanges.kept < exchanges.bytes) await folder.#storage.cut(FILES.exchanges, exchanges.kept)
      const history = await cutHistory(known, folder.#storage)
      if (record.config.mode === 'steady-state') await cutOrder(path, generation, folder.#storage)
      return { folder, record, last, history, cluster: await readCluster(path) }
    })
  }

  /** A run that begins with the generations of another, up to `last`. Rejects with {@link RunFolderError}. */
  static async fork(
    path: string,
    record: NewRecord,
    { last, history }: { readonly last: EvaluatedGeneration; readonly history: StoredHistory },
  ): Promise<void> {
    const folder = await RunFolder.create(path, record)
    await explained(path, async () => {
      const { generation } = last.population
      for await (const text of history.texts(0, generation)) {
        await folder.#storage.append(FILES.history, text)
      }
      await folder.#storage.sync([FILES.history])
      await folder.#replace(FILES.checkpoint, await checkpointJson(last), true)
      // The beginning of all that is its own.
      await keepCheckpoint(folder.#kept(FILES.checkpoint), generation, {
        every: 1,
        most: record.keep?.most ?? DEFAULT_KEEP.most,
      })
    })
  }

  /** What a folder says of its run, without changing anything in it. Rejects with {@link RunFolderError}. */
  static look(path: string): Promise<LookedAt> {
    return lookAtRun(path)
  }

  /** Writes other settings into a run, such as more generations. */
  static async change(path: string, record: RunRecord): Promise<void> {
    await explained(path, () => diskStorage(path).replace(FILES.config, recordText(record), { synced: true }))
  }

  /** Another number of generations, for whoever goes on with the run later. */
  async extend(generations: number): Promise<void> {
    await explained(this.path, async () => {
      const record = await readRecord(this.path)
      const changed = { ...record, config: { ...record.config, generations } }
      await this.#replace(FILES.config, recordText(changed), true)
    })
  }

  /** Notes how the run is carried out, in a file that nobody else may read. */
  async saveCluster(cluster: SavedCluster): Promise<void> {
    await explained(this.path, () =>
      this.#storage.replace(FILES.cluster, clusterText(cluster), { synced: true, mode: 0o600 }),
    )
  }

  /** Makes sure of what came from other islands: the run goes on with it. */
  async saveExchange(exchange: Exchange): Promise<void> {
    await explained(this.path, async () => {
      await this.#storage.append(FILES.exchanges, exchangeLine(exchange))
      await this.#storage.sync([FILES.exchanges])
    })
  }

  async saveNotes(notes: readonly RunNote[]): Promise<void> {
    await explained(this.path, () => this.#replace(FILES.notes, notesText(notes), true))
  }

  /** On what the run is carried out. */
  async appendEnvironment(line: object): Promise<void> {
    const text = `${JSON.stringify(line)}\n`
    await explained(this.path, () =>
      this.#storage.append(FILES.environment, this.#hasNoted ? text : `\n${text}`),
    )
    this.#hasNoted = true
  }

  async appendLog(entries: readonly LogEntry[]): Promise<void> {
    // A line that was cut short before the run went on must not spoil the next one.
    const text = this.#hasLogged ? logText(entries) : `\n${logText(entries)}`
    await explained(this.path, () => this.#storage.append(FILES.log, text))
    this.#hasLogged = true
  }

  /**
   * Appends a whole generation. The checkpoint comes last: history beyond it doesn't count. At most once a second all of it
   * reaches the disk itself; between, the youngest checkpoint has a name of its own, so that the one that is sure stays.
   * `noted` is what the chronicle has of it.
   */
  async save(outcome: GenerationOutcome, noted?: Noted): Promise<void> {
    await explained(this.path, async () => {
      this.journal.check()
      if (noted !== undefined) await this.#chronicle.add(noted)
      const { kind } = this.#config.neat.network
      await appendFailures(this.#storage, outcome, { known: this.failures, kind })
      await this.#storage.append(FILES.history, `${JSON.stringify(outcome.snapshot)}\n`)
      if (outcome.steady !== null) await this.#saveOrder(outcome.snapshot.generation, outcome.steady)
      const isSure = this.#now() - this.#syncedAtMs >= SYNC_INTERVAL_MS
      await this.#saveChampion(outcome, isSure)
      const written = await this.#saveCheckpoint(outcome, isSure)
      if (isSure) this.#syncedAtMs = this.#now()
      const { populationHash, generation } = outcome.snapshot
      this.journal.follow(populationHash, outcome.steady?.pending.map(({ id }) => id) ?? [])
      await keepCheckpoint(this.#kept(written), generation, this.#keep)
    })
  }

  /** Notes how the run ended; all of it reaches the disk. */
  async finish(result: RunResult, last: GenerationOutcome | null): Promise<void> {
    await explained(this.path, async () => {
      if (last !== null) {
        await this.#saveChampion(last, true)
        await this.#saveCheckpoint(last, true)
        // An older one than the checkpoint by now.
        await this.#storage.remove(FILES.latest)
      }
      // All that came is in the checkpoint, or was given up.
      this.journal.close()
      if (result.reason !== 'stopped') await this.#storage.remove(FILES.progress)
      // Where nothing was left to do, the run ended as it had ended before.
      const before = last === null ? await readJson(this.path, FILES.result, { optional: true }) : null
      if (before === null) await this.#replace(FILES.result, `${JSON.stringify(result, null, 2)}\n`, true)
      await this.#replace(FILES.checksums, await sealText(this.path), true)
    })
  }

  async #saveChampion(outcome: GenerationOutcome, isSure: boolean): Promise<void> {
    const champion = championOf(outcome.best, this.#config)
    const { hash } = champion
    if (hash === (isSure ? this.#syncedChampion : this.#championHash)) return
    await this.#replace(FILES.champion, `${JSON.stringify(champion, null, 2)}\n`, isSure)
    this.#championHash = hash
    if (isSure) this.#syncedChampion = hash
  }

  /** Returns the name of the file that has it. */
  async #saveCheckpoint(outcome: GenerationOutcome, isSure: boolean): Promise<string> {
    const file = isSure ? FILES.checkpoint : FILES.latest
    const text = await checkpointJson(outcome)
    // What the checkpoint relies on has to be there before it is.
    const { history, failures, order, champions, ancestry } = FILES
    if (isSure) await this.#storage.sync([history, failures, order, champions, ancestry])
    await this.#replace(file, text, isSure)
    return file
  }

  async #saveOrder(generation: number, { inFlight, order }: SteadyProgress): Promise<void> {
    await this.#storage.append(FILES.order, `${JSON.stringify({ generation, inFlight, order })}\n`)
  }

  #kept(written: string) {
    return { path: this.path, storage: this.#storage, written }
  }

  async #replace(file: string, text: string, synced: boolean): Promise<void> {
    await this.#storage.replace(file, text, { synced })
  }
}
