// One run from its start to its end on this machine: evaluator, loop, folder, and the view that screens get of it.
import { createHash } from 'node:crypto'
import { resultOf } from '../api/champion.ts'
import type { JobsView } from '../api/jobs.ts'
import type { ApiEvent } from '../api/neatwork-api.ts'
import { problemView } from '../api/problem-view.ts'
import type { RunStatus, RunView } from '../api/views.ts'
import type { BatchEvaluator } from '../evaluate/batch.ts'
import { JournaledEvaluator } from '../evaluate/journaled.ts'
import { ReplayingEvaluator, withoutGenerations } from '../evaluate/recorded-failures.ts'
import type { GenomeJson } from '../network/genome-json.ts'
import { type OptionValues, parseOptions } from '../problems/options.ts'
import { problemHash } from '../problems/problem-hash.ts'
import type { GenerationOutcome } from '../run/evolve.ts'
import { RunClock, type RunProgress } from '../run/run-clock.ts'
import { type Pace, RunController } from '../run/run-controller.ts'
import { AtMost } from './at-most.ts'
import type { Log } from './cluster/log.ts'
import type { ClusterMaster } from './cluster/master.ts'
import { failureSentences } from './failure-sentences.ts'
import { IslandRun } from './islands/island-run.ts'
import { RunChanges } from './run-changes.ts'
import { RunDiary } from './run-diary.ts'
import { type FailedGenomeRef, readFailedGenome } from './run-folder/failure-record.ts'
import type { RunFolder } from './run-folder/run-folder.ts'
import { RunGenomes } from './run-genomes.ts'
import { RunMemory } from './run-memory.ts'
import type { RunSettings } from './run-settings.ts'
import { RunTold } from './run-told.ts'
import { RunWorkers } from './run-workers.ts'
import { SessionRecord } from './session-record.ts'
import { steadyFlow } from './steady-flow.ts'
import type { ThreadEvaluator } from './threads/thread-evaluator.ts'

export interface RunSessionOptions {
  readonly settings: RunSettings
  /** Where the run is saved, or null. */
  readonly folder: RunFolder | null
  readonly evaluator: BatchEvaluator
  readonly appVersion: string
  /** The evaluator again, when it is a cluster. */
  readonly master: ClusterMaster | null
  /** The evaluator again, when it is this machine alone. */
  readonly threads: ThreadEvaluator | null
  readonly emit: (event: ApiEvent) => void
  readonly log: Log
}

/** Breeding of large populations lets sockets and screens have their turn. */
const yieldToHost = () => new Promise<void>((resolve) => setImmediate(resolve))
/** Islands are told at most this often. */
const ISLANDS_INTERVAL_MS = 200
/** How the run gets on is told so often. */
const PROGRESS_INTERVAL_MS = 1000

export class RunSession {
  /** Settles when the run has ended, however it did. */
  readonly ended: Promise<void>
  readonly memory: RunMemory
  readonly diary: RunDiary
  readonly changes: RunChanges
  readonly #genomes: RunGenomes
  readonly #options: RunSessionOptions
  readonly #controller: RunController
  readonly #unsubscribe: (() => void)[] = []
  readonly #workers: RunWorkers
  readonly #record: SessionRecord
  #status: RunStatus
  #jobs: JobsView | null = null
  readonly #islands: IslandRun | null
  readonly #islandsNews: AtMost
  readonly #clock = new RunClock()
  readonly #told: RunTold
  readonly #progressTimer: NodeJS.Timeout

  constructor(options: RunSessionOptions) {
    const { settings, evaluator: inner, master, folder } = options
    const { config, problem, resume } = settings
    const known = folder?.failures ?? new Map()
    const failures = config.mode === 'steady-state' ? withoutGenerations(known) : known
    const surviving = folder === null ? inner : new JournaledEvaluator(inner, folder.journal)
    const evaluator = new ReplayingEvaluator(surviving, failures)
    this.#options = options
    this.memory = new RunMemory(settings, folder, yieldToHost)
    const done = () => this.memory.done
    this.diary = new RunDiary({ ...options, done })
    this.#told = new RunTold({ generation: done, long: () => options.threads?.long() ?? [] })
    this.#genomes = new RunGenomes(() => ({
      ...{ config, problem, chronicle: this.memory.chronicle, latest: this.memory.evaluated },
      ...{ champion: this.memory.champion, options: this.#controller.options },
    }))
    this.#status = settings.startPaused ? { kind: 'paused' } : { kind: 'running' }
    const resumeFrom = resume?.last ?? null
    this.#islandsNews = new AtMost(ISLANDS_INTERVAL_MS, () => this.#tellIslands())
    this.#islands = IslandRun.begin({
      ...{ settings, folder, appVersion: options.appVersion, log: options.log },
      isToken: master === null ? null : (candidate) => master.entrance.isIslandToken(candidate),
      changed: () => this.#islandsNews.ask(),
      happened: (event) => this.diary.add(event),
    })
    this.#controller = new RunController(
      {
        ...{ config, problem, evaluator, resumeFrom, yieldToHost },
        ...steadyFlow(settings, folder, () => master?.work.slots ?? settings.localSlots),
        migrants: async (last, signal) => (await this.#islands?.migrants(last, signal)) ?? [],
        // A run goes on with what was changed in its middle.
        options: () => resume?.history.at(-1)?.options ?? givenOptions(settings),
      },
      {
        onGeneration: (outcome) => this.#generation(outcome),
        onPaceChanged: (pace) => this.#paceChanged(pace),
      },
      settings.startPaused,
    )
    this.#record = new SessionRecord(folder, options.log)
    this.#record.start(settings, options.appVersion)
    this.changes = new RunChanges(options, this.#controller, this.diary)
    this.#workers = new RunWorkers({
      ...{ master, emit: options.emit },
      shortageChanged: () => {
        if (this.#isGoing()) this.#setStatus(this.#going())
      },
      seen: (workers) => {
        this.diary.seeWorkers(workers)
        this.#record.seeWorkers(workers)
      },
      alarmed: (message) => this.diary.add({ kind: 'alarm', message }),
    })
    this.#listen(options)
    this.#clock.set(performance.now(), { isGoing: !settings.startPaused, isWaiting: false })
    this.#progressTimer = setInterval(() => this.#tellProgress(), PROGRESS_INTERVAL_MS).unref()
    this.ended = this.#run()
  }

  get isOver(): boolean {
    return this.#status.kind === 'ended' || this.#status.kind === 'failed'
  }

  /** For people to look at: the living, and all that is remembered. */
  async genomes(): Promise<RunGenomes> {
    await this.memory.recalled
    return this.#genomes
  }

  get status(): RunStatus {
    return this.#status
  }

  get settings(): RunSettings {
    return this.#options.settings
  }

  get folder(): RunFolder | null {
    return this.#options.folder
  }

  /** How many there are to be. */
  get generations(): number {
    return this.#controller.generations
  }

  /** What other islands dial; empty where there are none. */
  get islandLinks(): readonly string[] {
    return this.#islands === null ? [] : (this.#options.master?.islandLinks ?? [])
  }

  view(): RunView {
    const { settings, master, folder } = this.#options
    return {
      role: settings.role,
      problem: problemView(settings.problem),
      goal: settings.config.neat.selection.goal,
      populationSize: settings.config.neat.populationSize,
      generations: this.generations,
      seed: settings.config.seed,
      minWorkers: settings.role === 'master' ? settings.cluster.minWorkers : 0,
      status: this.#status,
      progress: this.#progress(),
      options: this.#controller.options,
      history: this.memory.history,
      champion: this.memory.champion,
      workers: this.#workers.list,
      jobs: this.#jobs,
      alarms: this.#workers.alarms,
      log: this.diary.entries,
      told: this.#told.view(),
      notes: this.diary.notes,
      islands: this.#islands?.view() ?? null,
      islandLinks: this.islandLinks,
      joinLinks: master?.joinLinks ?? [],
      folder: folder?.path ?? null,
    }
  }

  /** Of whoever asked a scheduler for workers. */
  showJobs(jobs: JobsView): void {
    this.#jobs = jobs
    this.#options.emit({ kind: 'jobs', jobs })
  }

  pause(): void {
    this.#controller.pause()
  }

  resume(): void {
    this.#controller.resume()
  }

  step(): void {
    this.#controller.step()
  }

  /** null where it isn't kept. */
  async failedGenome(asked: FailedGenomeRef): Promise<GenomeJson | null> {
    const { folder } = this.#options
    return folder === null ? null : await readFailedGenome(folder.path, asked)
  }

  #progress(): RunProgress {
    const left = this.generations - this.memory.done
    return this.#clock.progress(performance.now(), left)
  }

  #tellProgress(): void {
    this.#options.emit({ kind: 'progress', progress: this.#progress() })
    const told = this.#told.news()
    if (told !== null) this.#options.emit({ kind: 'told', told })
  }

  /** Gives the generation in progress up and waits for the end. */
  async stop(): Promise<void> {
    if (!this.isOver) this.#controller.stop()
    await this.ended
    await this.diary.settle()
  }

  /** By which workers of a run that goes on later find it again. */
  async saveToken(token: string): Promise<void> {
    const { settings, folder, master } = this.#options
    const port = master?.port ?? settings.cluster.port
    const { localSlots, cluster } = settings
    await folder?.saveCluster({ localSlots, token, settings: { ...cluster, port } })
  }

  async #run(): Promise<void> {
    const { settings, master, folder, log } = this.#options
    try {
      await this.memory.recalled
      const endedBefore = this.memory.endedBefore()
      if (endedBefore !== null) return this.#setStatus({ kind: 'ended', result: endedBefore })
      master?.beginRun(settings.problem, {
        runId: runIdOf(settings),
        minWorkers: settings.cluster.minWorkers,
      })
      const end = await this.#controller.run()
      const result = resultOf(end.reason, end.last)
      master?.endRun(result.reason)
      this.#islands?.ended(result.reason !== 'stopped')
      await this.#record.settle()
      await folder?.finish(result, end.last)
      this.#workers.close()
      this.#setStatus({ kind: 'ended', result })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      log('error', `The run failed: ${message}`)
      master?.endRun('the run failed')
      this.#workers.close()
      this.#setStatus({ kind: 'failed', message })
    }
  }

  async #generation(outcome: GenerationOutcome): Promise<void> {
    const { settings, emit, log } = this.#options
    await this.memory.save(outcome)
    settings.onGeneration?.(outcome)
    this.memory.add(outcome)
    this.diary.addFailures(outcome.failed)
    this.#clock.tick(performance.now())
    const { generation, best } = outcome.snapshot
    this.#islands?.tell({ generation, best, ended: false })
    emit({ kind: 'generations', snapshots: [outcome.snapshot] })
    for (const sentence of failureSentences(outcome.failed, outcome.snapshot.generation))
      log('warn', sentence)
    const champion = this.memory.crown(outcome)
    if (champion !== null) emit({ kind: 'champion', champion })
  }

  #paceChanged(pace: Pace): void {
    if (pace === 'stopping') return this.#setStatus({ kind: 'stopping' })
    if (pace === 'paused') return this.#setStatus({ kind: 'paused' })
    this.#setStatus(this.#going())
  }

  #listen({ master, threads }: RunSessionOptions): void {
    if (threads !== null)
      this.#unsubscribe.push(threads.onPrinted((line) => this.#told.hear({ ...line, worker: null })))
    if (master === null) return
    this.#unsubscribe.push(
      master.onPrinted((line) => this.#told.hear(line)),
      master.entrance.welcomeIslands((socket, visit) => {
        if (this.#islands === null) socket.terminate()
        else this.#islands.visited(socket, visit)
      }),
    )
  }

  /** Of a run that goes on. */
  #going(): RunStatus {
    const { shortage } = this.#workers
    return shortage === null ? { kind: 'running' } : { kind: 'waiting', ...shortage }
  }

  #isGoing(): boolean {
    return this.#controller.pace === 'running' || this.#controller.pace === 'stepping'
  }

  #tellIslands(): void {
    const islands = this.#islands?.view()
    if (islands !== undefined) this.#options.emit({ kind: 'islands', islands })
  }

  #setStatus(status: RunStatus): void {
    this.#status = status
    const isWaiting = status.kind === 'waiting'
    if (this.isOver) clearInterval(this.#progressTimer)
    this.#clock.set(performance.now(), { isGoing: isWaiting || status.kind === 'running', isWaiting })
    this.#options.emit({ kind: 'runStatus', status })
    this.#tellProgress()
  }

  /** Ends what it has with the master, which may go on without this run, and the ways to other islands. */
  async detach(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    this.#workers.detach()
    this.#islandsNews.cancel()
    await this.#islands?.close()
  }
}

/** As the config says, defaults elsewhere. */
function givenOptions({ problem, config }: RunSettings): OptionValues {
  return parseOptions(problem, config.options, 'options').values
}

/** Runs with the same problem, config and seed evaluate the same genomes, whichever process they run in. */
function runIdOf({ problem, config }: RunSettings): string {
  return createHash('sha256')
    .update(JSON.stringify([problemHash(problem), config]))
    .digest('hex')
}
