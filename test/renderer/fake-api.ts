// NeatworkApi without anything behind it: shows the state it is given, notes what it is asked, and answers as told.

import { type ClusterWork, clusterWorkRequestSchema } from '../../core/api/cluster-work.ts'
import type { CommandName, CommandReplies, CommandRequest, RunRequest } from '../../core/api/commands.ts'
import type { FitnessCheck } from '../../core/api/fitness-check.ts'
import type { ArchiveView } from '../../core/api/genome-views.ts'
import type { KnownMaster, RecentRun } from '../../core/api/home-requests.ts'
import { MOST_MEMBERS } from '../../core/api/limits.ts'
import { ApiError, type ApiEvent, type NeatworkApi } from '../../core/api/neatwork-api.ts'
import type { OpenedFile } from '../../core/api/opened-file.ts'
import { problemView } from '../../core/api/problem-view.ts'
import type { RunCurve } from '../../core/api/run-curve.ts'
import type { DeletedRuns, DifferingSetting, SavedChampion, SavedRunView } from '../../core/api/saved-runs.ts'
import type { SpeciesChampions, SpeciesMembers } from '../../core/api/species-look.ts'
import type { AppState, ChampionView, FoundMaster } from '../../core/api/views.ts'
import { type Watched, watch } from '../../core/api/watch.ts'
import { genomeFromJson } from '../../core/neat/genome-codec.ts'
import { toNetworkSpec } from '../../core/neat/network-of.ts'
import { builtInProblems } from '../../core/problems/registry.ts'

export const FAKE_REQUEST: RunRequest = {
  role: 'local',
  problem: 'xor',
  populationSize: 150,
  generations: 200,
  seed: 1,
  minWorkers: 1,
  localSlots: 1,
  host: '0.0.0.0',
  port: 5000,
  settings: {},
  startPaused: false,
}

export class FakeApi implements NeatworkApi {
  readonly calls: { readonly name: CommandName; readonly request: unknown }[] = []
  /** When set, every command but the questions is refused with this sentence. */
  refusal: string | null = null
  fitnessCheck: FitnessCheck | null = null
  foundMasters: readonly FoundMaster[] = []
  knownMasters: readonly KnownMaster[] = []
  recentRuns: readonly RecentRun[] = []
  savedRuns: readonly SavedRunView[] = []
  /** Of every saved run. */
  savedChampion: ChampionView | null = null
  differing: readonly DifferingSetting[] = []
  /** Of the run that is shown. */
  archive: ArchiveView = { kind: 'none' }
  deletedRuns: DeletedRuns = { runs: [], leadsTo: 'nowhere' }
  preferences: Readonly<Record<string, string>> = {}
  /** What every file that is opened turns out to be. */
  openedFile: OpenedFile = { kind: 'settings', settings: {} }
  /** What the cluster is said to do. */
  work: ClusterWork = {
    nowMs: 0,
    tasks: [],
    failures: [],
    long: [],
    slots: 0,
    phases: { waiting: 0, breeding: 0, giving: 0, awaiting: 0 },
  }
  #state: AppState
  readonly #listeners = new Set<(event: ApiEvent) => void>()

  constructor(state: AppState) {
    this.#state = state
  }

  /** Replaces what is shown. */
  show(state: AppState): void {
    this.#state = state
    this.emit({ kind: 'state', state })
  }

  emit(event: ApiEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  async call<Name extends CommandName>(
    name: Name,
    request: CommandRequest<Name>,
  ): Promise<CommandReplies[Name]> {
    this.calls.push({ name, request })
    const answers: CommandReplies = {
      listProblems: builtInProblems.map(problemView),
      defaultRunRequest: FAKE_REQUEST,
      champion: this.#state.mode.kind === 'run' ? this.#state.mode.run.champion : null,
      startRun: null,
      checkRun: [],
      runCurve: this.#curve(name === 'runCurve' ? request : null),
      extendRun: null,
      checkFitness: this.fitnessCheck,
      changeOptions: null,
      speciesMembers: this.#members(name === 'speciesMembers' ? request : null),
      speciesChampions: this.#champions(name === 'speciesChampions' ? request : null),
      addNote: null,
      failedGenome: this.#state.mode.kind === 'run' ? (this.#state.mode.run.champion?.genome ?? null) : null,
      removeNote: null,
      watchGenome: { ...this.#watched(), nodes: [] },
      genome: null,
      championLines: [],
      champions: { entries: [], next: null },
      lineage: { line: [], beside: [], isCut: false, addedBy: [], migrant: null },
      archive: this.archive,
      pauseRun: null,
      resumeRun: null,
      stepRun: null,
      stopRun: null,
      showJoinCode: '482177305',
      clusterWork: workAfter(this.work, request),
      removeWorker: null,
      drainWorker: null,
      rotateToken: null,
      listMasters: this.foundMasters,
      joinAsWorker: null,
      knownMasters: this.knownMasters,
      rejoinMaster: null,
      forgetMaster: null,
      recentRuns: this.recentRuns,
      savedRuns: { runs: this.savedRuns, next: null, total: this.savedRuns.length },
      savedChampions: this.#savedChampions(name === 'savedChampions' ? request : null),
      savedSettings: { problem: 'xor', seed: 7, generations: 40, neat: { populationSize: 60 } },
      compareRuns: this.differing,
      runTable: { text: 'generation,best\n0,1\n', next: null },
      savedGenomes: { text: '{}\n', next: null },
      labelRun: null,
      deleteRuns: name === 'deleteRuns' ? namesIn(request).map((one) => `1~${one}`) : [],
      deletedRuns: this.deletedRuns,
      restoreRuns: null,
      eraseRuns: null,
      openRun: null,
      preferences: this.preferences,
      savePreference: null,
      leaveAsWorker: null,
      drainAsWorker: null,
      pauseWorker: null,
      resumeWorker: null,
      openFile: this.openedFile,
      goHome: null,
    }
    const isQuestion = answers[name] !== null
    if (this.refusal !== null && !isQuestion) throw new ApiError('failed', this.refusal)
    return answers[name]
  }

  #watched(): Watched {
    if (this.#state.mode.kind !== 'run') return { kind: 'nothing' }
    const { champion, problem: shown } = this.#state.mode.run
    const problem = builtInProblems.find(({ name }) => name === shown.name)
    const read = champion === null ? null : genomeFromJson(champion.genome)
    if (problem === undefined || read?.ok !== true) return { kind: 'nothing' }
    const { genome, kind } = read.value
    return watch(problem, toNetworkSpec(genome, kind), { seed: 1, options: {} })
  }

  /** Made up: a little later than the run that is shown. */
  #curve(request: unknown): RunCurve {
    const name = String((request as { name?: string } | null)?.name ?? '')
    const points = Array.from(
      { length: 40 },
      (_, at) => [at, 4 - 2.6 / (1 + at / 9 + name.length / 90)] as const,
    )
    return { name, problem: 'xor', seed: name.length, points }
  }

  /** Made up, but for its size. */
  #members(request: unknown): SpeciesMembers {
    const { mode } = this.#state
    const last = mode.kind === 'run' ? mode.run.history.at(-1) : undefined
    const wanted = Number((request as { species?: number } | null)?.species ?? 0)
    const species = last?.species.find(({ id }) => id === wanted)
    const size = species?.size ?? 0
    const members = Array.from({ length: Math.min(size, MOST_MEMBERS) }, (_, index) => ({
      ...{ genomeId: 1000 + index, fitness: (species?.best ?? 0) / (1 + index / 10) },
      ...{ hiddenNodes: index % 5, enabledConnections: 5 + (index % 7) },
    }))
    return { generation: last?.generation ?? 0, species: wanted, size, members }
  }

  #savedChampions(request: unknown): readonly SavedChampion[] {
    return namesIn(request).map((name) => ({ name, champion: this.savedChampion }))
  }

  /** The run's champion for each. */
  #champions(request: unknown): SpeciesChampions {
    const { mode } = this.#state
    if (mode.kind !== 'run' || mode.run.champion === null) return { generation: 0, champions: [] }
    const { genome, fitness, generation } = mode.run.champion
    const ids = (request as { species?: readonly number[] } | null)?.species ?? []
    const champions = ids.map((species) => ({ species, genomeId: species, fitness, genome }))
    return { generation, champions }
  }

  subscribe(listener: (event: ApiEvent) => void): () => void {
    this.#listeners.add(listener)
    listener({ kind: 'state', state: this.#state })
    return () => void this.#listeners.delete(listener)
  }
}

const namesIn = (request: unknown) => (request as { names?: readonly string[] } | null)?.names ?? []

/** As a master answers: what was told isn't told again. */
function workAfter(work: ClusterWork, request: unknown): ClusterWork {
  const parsed = clusterWorkRequestSchema.safeParse(request)
  const { afterTask, afterFailure } = parsed.data ?? { afterTask: 0, afterFailure: 0 }
  return {
    ...work,
    nowMs: work.nowMs + (afterTask === 0 ? 0 : 200),
    phases: afterTask === 0 ? work.phases : { ...work.phases, giving: work.phases.giving + 200 },
    tasks: work.tasks.filter(({ number }) => number > afterTask),
    failures: work.failures.filter(({ number }) => number > afterFailure),
  }
}
