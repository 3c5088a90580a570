// NeatworkApi with a made-up run behind it that goes on at any speed: what screens are told passes through the same feed
// as in the app, so that the carriers and the page have all the work of a real one.
import { applyEvent } from '../../core/api/apply-event.ts'
import type { ClusterWork } from '../../core/api/cluster-work.ts'
import type { CommandName, CommandReplies, CommandRequest } from '../../core/api/commands.ts'
import { ApiError, type ApiEvent, type Carriage, type NeatworkApi } from '../../core/api/neatwork-api.ts'
import { problemView } from '../../core/api/problem-view.ts'
import type { AppState, RunView } from '../../core/api/views.ts'
import { type WatchedGenome, watch } from '../../core/api/watch.ts'
import { genomeFromJson } from '../../core/neat/genome-codec.ts'
import { toNetworkSpec } from '../../core/neat/network-of.ts'
import { EventFeed } from '../../core/node/event-feed.ts'
import { xor } from '../../core/problems/xor.ts'
import { NO_PROGRESS } from '../../core/run/run-clock.ts'
import { MadeUpGenerations, madeUpChampion, madeUpTasks, madeUpWorkers } from './made-up-run.ts'
import { openPanels } from './open-panels.ts'
import { QUIET_RUN } from './quiet-run.ts'

export interface RunSize {
  /** Generations that are done at the start. */
  readonly generations: number
  readonly species: number
  readonly workers: number
}

/** Of simulated time. */
const UPDATES_PER_SECOND = 5
const GENERATIONS_PER_SECOND = 5
const CHAMPION_EVERY = 40

type Handlers = Partial<{
  [Name in CommandName]: (request: CommandRequest<Name>) => CommandReplies[Name]
}>

export class SyntheticApp implements NeatworkApi {
  readonly #generations: MadeUpGenerations
  readonly #workers: number
  readonly #feed = new EventFeed(() => this.#state)
  #state: AppState
  #updates = 0
  #timers: NodeJS.Timeout[] = []

  readonly #handlers: Handlers = {
    listProblems: () => [problemView(xor)],
    clusterWork: ({ afterTask }) => this.#work(afterTask),
    preferences: openPanels,
    savePreference: () => null,
    watchGenome: () => this.#watched(),
  }

  constructor({ generations, species, workers }: RunSize) {
    this.#workers = workers
    this.#generations = new MadeUpGenerations(species)
    const history = Array.from({ length: generations }, () => this.#generations.next())
    this.#state = {
      appVersion: '0.1.0',
      access: { acts: true, files: true },
      suggestion: { kind: 'none' },
      files: 'none',
      mode: { kind: 'home' },
    }
    const run = { ...runView(generations), workers: madeUpWorkers(workers, 0) }
    this.#state = { ...this.#state, mode: { kind: 'run', run } }
    this.#note({ kind: 'generations', snapshots: history })
  }

  /** Goes on so many times as fast as the wall clock; 0 stands still. */
  setSpeed(speed: number): void {
    for (const timer of this.#timers) clearInterval(timer)
    if (speed === 0) return
    this.#timers = [
      setInterval(() => this.#updateWorkers(), 1000 / UPDATES_PER_SECOND / speed),
      setInterval(() => this.#nextGeneration(), 1000 / GENERATIONS_PER_SECOND / speed),
    ]
  }

  /** The newest generation. */
  get generation(): number {
    return this.#state.mode.kind === 'run' ? (this.#state.mode.run.history.at(-1)?.generation ?? 0) : 0
  }

  async call<Name extends CommandName>(
    name: Name,
    request: CommandRequest<Name>,
  ): Promise<CommandReplies[Name]> {
    const handler: Handlers[Name] = this.#handlers[name]
    if (handler === undefined) throw new ApiError('not-now', 'This run is made up and takes no such command.')
    return handler(request)
  }

  subscribe(listener: (event: ApiEvent) => void, carriage?: Carriage): () => void {
    return this.#feed.subscribe(listener, carriage)
  }

  #watched(): WatchedGenome {
    const read = genomeFromJson(madeUpChampion(this.generation).genome)
    if (!read.ok) throw new ApiError('failed', 'The made-up champion can’t be read.')
    const network = toNetworkSpec(read.value.genome, read.value.kind)
    return { ...watch(xor, network, { seed: 1, options: {} }), nodes: [] }
  }

  #work(afterTask: number): ClusterWork {
    const nowMs = performance.now()
    const phases = { waiting: 0, breeding: nowMs * 0.05, giving: nowMs * 0.9, awaiting: nowMs * 0.05 }
    const tasks = madeUpTasks(this.#workers, afterTask, nowMs)
    return { nowMs, tasks, failures: [], long: [], slots: this.#workers, phases }
  }

  #updateWorkers(): void {
    this.#tell({ kind: 'workers', workers: madeUpWorkers(this.#workers, ++this.#updates) })
  }

  #nextGeneration(): void {
    const snapshot = this.#generations.next()
    this.#tell({ kind: 'generations', snapshots: [snapshot] })
    const pace = { generationsPerSecond: GENERATIONS_PER_SECOND, leftMs: 1e7 - 200 * snapshot.generation }
    this.#tell({ kind: 'progress', progress: { ...NO_PROGRESS, ...pace } })
    if (snapshot.generation % CHAMPION_EVERY !== 0) return
    this.#tell({ kind: 'champion', champion: madeUpChampion(snapshot.generation) })
  }

  #tell(event: ApiEvent): void {
    this.#note(event)
    this.#feed.emit(event)
  }

  #note(event: ApiEvent): void {
    this.#state = applyEvent(this.#state, event) ?? this.#state
  }
}

function runView(generations: number): RunView {
  return {
    ...QUIET_RUN,
    role: 'master',
    problem: problemView(xor),
    goal: 'maximise',
    populationSize: 2000,
    generations: 10 * generations,
    seed: 1,
    minWorkers: 0,
    status: { kind: 'running' },
    history: [],
    champion: madeUpChampion(generations),
  }
}
