// NeatworkApi, carried out on this machine: it starts runs, listens for workers or is one, and tells every screen the
// same. It knows no window, no page and no terminal.
import { FULL_ACCESS } from '../api/access.ts'
import type { CommandName, CommandReplies, CommandRequest, JoinRequest, RunRequest } from '../api/commands.ts'
import type { JobsView } from '../api/jobs.ts'
import { ApiError, type ApiEvent, type Carriage, type NeatworkApi } from '../api/neatwork-api.ts'
import { problemView } from '../api/problem-view.ts'
import type { AppState, Suggestion } from '../api/views.ts'
import { builtInProblems } from '../problems/registry.ts'
import {
  type Activity,
  endActivity,
  goingRunOf,
  measuredOf,
  modeOf,
  refuseWhileBusy,
  runOf,
  workerOf,
} from './activity.ts'
import { findMasters, isDiscoveryOn } from './cluster/discovery.ts'
import type { Log } from './cluster/log.ts'
import { ClusterWorker } from './cluster/worker.ts'
import { continuedRun } from './continued-run.ts'
import { defaultRunRequest } from './default-run-request.ts'
import { EventFeed } from './event-feed.ts'
import { KnownMasters } from './known-masters.ts'
import { knownProblems, MasterDesk } from './master-desk.ts'
import type { Measured } from './metrics/measured.ts'
import { newRunFolder } from './new-run-folder.ts'
import { openFile } from './opened-file.ts'
import { FileDesk, type FilePort } from './own/file-desk.ts'
import type { OwnFile } from './own/own-file.ts'
import { idleProbe } from './pauses/idle-probe.ts'
import type { IdleProbe } from './pauses/pause-conditions.ts'
import { Preferences } from './preferences.ts'
import { recentRuns, reopenedRun } from './recent-runs.ts'
import { requestedRun } from './requested-run.ts'
import { requestedWorker } from './requested-worker.ts'
import type { RecycleBin } from './run-bin.ts'
import { runIssues } from './run-issues.ts'
import { RunSession } from './run-session.ts'
import type { RunSettings } from './run-settings.ts'
import { SavedRuns } from './saved-runs.ts'
import { ThreadEvaluator } from './threads/thread-evaluator.ts'

export interface AppHostOptions {
  readonly appVersion: string
  /** First screen to offer. */
  readonly suggestion: Suggestion
  /** Runs started through the api are saved below this folder; null saves none. */
  readonly runsFolder: string | null
  /** Where the master's certificate is kept; null keeps none. */
  readonly stateFolder: string | null
  /** Somebody's own problem, to be chosen and served beside those that everybody has. */
  readonly ownFile?: OwnFile | undefined
  /** What screens may do with files of this machine; nothing by default. */
  readonly files?: FilePort | undefined
  /** How long nobody has used this machine; found out from the operating system by default. */
  readonly idleProbe?: IdleProbe
  /** Of the system, for runs that were deleted; without it they stay in the bin of the runs folder. */
  readonly recycleBin?: RecycleBin
  /** Where log sentences go; nowhere by default. */
  readonly log?: Log
}

type Handlers = {
  [Name in CommandName]: (
    request: CommandRequest<Name>,
  ) => Promise<CommandReplies[Name]> | CommandReplies[Name]
}

export class AppHost implements NeatworkApi {
  readonly #options: AppHostOptions
  readonly #log: Log
  readonly #desk: MasterDesk
  readonly #masters: KnownMasters
  readonly #preferences: Preferences
  readonly #files: FileDesk
  readonly #saved: SavedRuns
  readonly #feed = new EventFeed(() => this.#state())
  #activity: Activity = { kind: 'home' }
  /** Starting and leaving take turns. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: AppHostOptions) {
    this.#options = options
    this.#log = options.log ?? (() => {})
    this.#desk = new MasterDesk({ ...options, log: this.#log })
    this.#masters = new KnownMasters(options.stateFolder, this.#log)
    this.#files = new FileDesk(options.files ?? null, options.ownFile ?? null, this.#log)
    this.#preferences = new Preferences(options.stateFolder, this.#log)
    this.#saved = new SavedRuns({
      runsFolder: options.runsFolder,
      recycleBin: options.recycleBin ?? null,
      now: () => Date.now(),
      openFolder: () => this.runFolder,
      log: this.#log,
    })
  }

  readonly #handlers: Handlers = {
    listProblems: async () => {
      const own = await this.#files.latest()
      return [...(own === null ? [] : [own]), ...builtInProblems].map(problemView)
    },
    defaultRunRequest: () => defaultRunRequest(),
    checkRun: (request) => runIssues(request, this.#files.known),
    checkFitness: ({ path }) => this.#files.check(path),
    startRun: (request) => this.#inTurn(() => this.#startRequested(request)),
    pauseRun: () => this.#withRun((session) => session.pause()),
    resumeRun: () => this.#withRun((session) => session.resume()),
    stepRun: () => this.#withRun((session) => session.step()),
    stopRun: async () => {
      await this.#session().stop()
      return null
    },
    changeOptions: ({ options }) => this.#withRun((session) => session.changes.changeOptions(options)),
    extendRun: ({ generations }) => this.#inTurn(() => this.#extend(generations)),
    speciesMembers: ({ species }) => this.#session().memory.speciesMembers(species),
    speciesChampions: ({ species }) => this.#session().memory.speciesChampions(species),
    addNote: ({ generation, text }) => this.#session().diary.addNote(generation, text),
    failedGenome: (asked) => this.#session().failedGenome(asked),
    removeNote: ({ number }) => this.#session().diary.removeNote(number),
    watchGenome: async (request) => (await this.#session().genomes()).watch(request),
    genome: async (ref) => (await this.#session().genomes()).genome(ref),
    championLines: async () => (await this.#session().genomes()).championLines(),
    champions: async (request) => (await this.#session().genomes()).champions(request),
    lineage: async (request) => (await this.#session().genomes()).lineage(request),
    archive: async () => (await this.#session().genomes()).archive(),
    champion: () => (this.#activity.kind === 'run' ? this.#activity.session.memory.champion : null),
    showJoinCode: () => this.#desk.mustHaveLinks().cluster.entrance.showJoinCode(),
    clusterWork: (after) => this.#desk.mustListen().cluster.lately(after),
    removeWorker: ({ key, bar }) => {
      this.#desk.clusterWith(key).removeWorker(key, bar)
      return null
    },
    drainWorker: ({ key }) => {
      this.#desk.clusterWith(key).drainWorker(key)
      return null
    },
    rotateToken: () => this.#inTurn(() => this.#rotateToken()),
    listMasters: () => (isDiscoveryOn() ? findMasters(this.#log) : []),
    joinAsWorker: (request) => this.#inTurn(() => this.#join(request)),
    knownMasters: () => this.#masters.list(),
    rejoinMaster: ({ id, ...how }) =>
      this.#inTurn(async () => this.#join({ ...how, link: await this.#masters.linkOf(id) })),
    forgetMaster: async ({ id }) => {
      await this.#masters.forget(id)
      return null
    },
    leaveAsWorker: () =>
      this.#inTurn(async () => {
        workerOf(this.#activity)
        return await this.#goHome()
      }),
    drainAsWorker: () => this.#withWorker((worker) => worker.drain('its owner has asked it to')),
    pauseWorker: () => this.#withWorker((worker) => worker.hold(true)),
    resumeWorker: () => this.#withWorker((worker) => worker.hold(false)),
    runCurve: ({ name }) => this.#saved.curve(name),
    recentRuns: ({ limit }) => recentRuns(this.#options.runsFolder, limit),
    savedRuns: (request) => this.#saved.page(request),
    savedChampions: ({ names }) => this.#saved.champions(names),
    savedSettings: async ({ name }) => ({ ...(await this.#saved.settings(name)) }),
    compareRuns: ({ names }) => this.#saved.compare(names),
    runTable: (request) => this.#saved.table(request),
    savedGenomes: (request) => this.#saved.genomes(request),
    labelRun: ({ name, label }) => this.#saved.label(name, label),
    // In turn: no run may be opened while it goes.
    deleteRuns: ({ names }) => this.#inTurn(() => this.#saved.delete(names)),
    deletedRuns: () => this.#saved.deleted(),
    restoreRuns: ({ names }) => this.#inTurn(() => this.#saved.restore(names)),
    eraseRuns: ({ names }) => this.#inTurn(() => this.#saved.erase(names)),
    openRun: ({ name }) => this.#inTurn(() => this.#reopen(name)),
    openFile: (request) => openFile(request, this.#options.runsFolder),
    preferences: () => this.#preferences.all(),
    savePreference: async ({ name, value }) => {
      await this.#preferences.set(name, value)
      return null
    },
    goHome: () => this.#inTurn(() => this.#goHome()),
  }

  async call<Name extends CommandName>(
    name: Name,
    request: CommandRequest<Name>,
  ): Promise<CommandReplies[Name]> {
    return await this.#handlers[name](request)
  }

  subscribe(listener: (event: ApiEvent) => void, carriage?: Carriage): () => void {
    return this.#feed.subscribe(listener, carriage)
  }

  /** Starts a run as its settings say. Rejects with {@link ApiError}. */
  async startRun(settings: RunSettings): Promise<void> {
    await this.#inTurn(() => this.#start(settings))
  }

  /** Jobs of the workers of the run, for screens; nothing where there is no run. */
  showJobs(jobs: JobsView): void {
    if (this.#activity.kind === 'run') this.#activity.session.showJobs(jobs)
  }

  /** Links of the master that listens; empty when none does. */
  get joinLinks(): readonly string[] {
    return this.#desk.master?.joinLinks ?? []
  }

  /** What masters of other islands dial; empty where the run has none. */
  get islandLinks(): readonly string[] {
    return this.#activity.kind === 'run' ? this.#activity.session.islandLinks : []
  }

  /** Of the run that screens show; null where there is none, or it is not saved. */
  get runFolder(): string | null {
    return this.#activity.kind === 'run' ? (this.#activity.session.folder?.path ?? null) : null
  }

  get listening(): { readonly host: string; readonly port: number } | null {
    const { master } = this.#desk
    return master === null || master.isBrokered ? null : { host: master.host, port: master.port }
  }

  /** What there is to measure. */
  measured(): Measured {
    return measuredOf(this.#activity, this.#desk.master)
  }

  /** Ends whatever runs. */
  async close(): Promise<void> {
    await this.#inTurn(() => this.#goHome())
    await this.#saved.close()
    this.#feed.close()
  }

  #state(): AppState {
    const { appVersion, suggestion } = this.#options
    return {
      ...{ appVersion, access: FULL_ACCESS, suggestion },
      ...{ files: this.#files.access, mode: modeOf(this.#activity) },
    }
  }

  async #startRequested(request: RunRequest): Promise<null> {
    const asked = requestedRun(request, await this.#files.now())
    await this.#start({
      ...asked,
      openFolder: () => newRunFolder(this.#options, asked.config, asked.problem),
    })
    return null
  }

  async #reopen(name: string): Promise<null> {
    refuseWhileBusy(this.#activity)
    await this.#start(await reopenedRun(this.#options.runsFolder, name))
    return null
  }

  async #extend(more: number): Promise<null> {
    const session = this.#session()
    if (!session.isOver && (await session.changes.extend(more))) return null
    await session.ended
    await this.#start(await continuedRun(session, more))
    return null
  }

  async #start(settings: RunSettings): Promise<void> {
    refuseWhileBusy(this.#activity)
    const { role, problem, localSlots } = settings
    await endActivity(this.#activity)
    const cluster = role === 'master' ? await this.#desk.listen(settings) : null
    if (role === 'local') await this.#desk.close()
    const threads =
      cluster === null
        ? new ThreadEvaluator({ ...settings.cluster, problem, slots: localSlots, log: this.#log })
        : null
    const evaluator = cluster ?? threads
    if (evaluator === null) return
    const folder = await settings.openFolder()
    const port = cluster?.port ?? settings.cluster.port
    const token = cluster === null ? settings.token : this.#desk.token
    await folder?.saveCluster({ localSlots, token, settings: { ...settings.cluster, port } })
    const session = new RunSession({
      settings,
      folder,
      evaluator,
      appVersion: this.#options.appVersion,
      master: cluster,
      threads,
      emit: (event) => this.#feed.emit(event),
      log: this.#log,
    })
    this.#become({ kind: 'run', session, evaluator: threads })
  }

  #withWorker(act: (worker: ClusterWorker) => void): null {
    act(workerOf(this.#activity))
    return null
  }

  async #rotateToken(): Promise<null> {
    const token = await this.#desk.changeToken()
    if (this.#activity.kind === 'run') await this.#activity.session.saveToken(token)
    return this.#tellAll()
  }

  #tellAll(): null {
    this.#feed.emit({ kind: 'state', state: this.#state() })
    return null
  }

  async #join(request: JoinRequest): Promise<null> {
    refuseWhileBusy(this.#activity)
    const asked = await requestedWorker(request, this.#options.idleProbe ?? idleProbe)
    await endActivity(this.#activity)
    await this.#desk.close()
    const worker = new ClusterWorker({
      ...asked,
      appVersion: this.#options.appVersion,
      problems: knownProblems(await this.#files.now()),
      log: this.#log,
    })
    worker.onStatus((status) => this.#feed.emit({ kind: 'worker', worker: status }))
    this.#masters.rememberOnceIn(worker, asked)
    this.#become({ kind: 'worker', worker })
    worker.start()
    return null
  }

  async #goHome(): Promise<null> {
    await endActivity(this.#activity)
    await this.#desk.close()
    this.#become({ kind: 'home' })
    return null
  }

  #become(activity: Activity): void {
    this.#activity = activity
    this.#tellAll()
  }

  /** The run, over or not. Throws {@link ApiError} where there is none. */
  #session(): RunSession {
    return runOf(this.#activity)
  }

  #withRun(act: (session: RunSession) => void): null {
    act(goingRunOf(this.#activity))
    return null
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => {}) // whoever asked hears of it; the next one only waits
    return mine
  }
}
