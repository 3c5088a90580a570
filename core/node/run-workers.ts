// What a run hears of its workers, and what screens are told of them: who is there, whether they are enough, and alarms.
import type { ApiEvent } from '../api/neatwork-api.ts'
import type { Alarm, WorkerView } from '../api/views.ts'
import { AtMost } from './at-most.ts'
import type { ClusterMaster } from './cluster/master.ts'

export interface RunWorkersOptions {
  /** null where the run is evaluated by this machine alone. */
  readonly master: ClusterMaster | null
  readonly emit: (event: ApiEvent) => void
  /** There are too few, or enough again. */
  readonly shortageChanged: () => void
  /** Hears of the list, some time after it changed. */
  readonly seen: (workers: readonly WorkerView[]) => void
  readonly alarmed: (message: string) => void
}

/** How many are there, and how many the run asks for. */
export interface Shortage {
  readonly connected: number
  readonly needed: number
}

/** Lists of workers are told at most this often. */
const INTERVAL_MS = 200
/** Alarms that screens are told of. */
const SHOWN_ALARMS = 20

export class RunWorkers {
  readonly #options: RunWorkersOptions
  readonly #unsubscribe: readonly (() => void)[]
  readonly #listing: AtMost
  #shortage: Shortage | null = null
  #alarms: readonly Alarm[] = []

  constructor(options: RunWorkersOptions) {
    this.#options = options
    this.#listing = new AtMost(INTERVAL_MS, () => this.#tell())
    this.#unsubscribe = options.master === null ? [] : this.#watch(options.master)
  }

  get list(): readonly WorkerView[] {
    return this.#options.master?.workers() ?? []
  }

  get alarms(): readonly Alarm[] {
    return this.#alarms
  }

  /** null where there are enough. */
  get shortage(): Shortage | null {
    return this.#shortage
  }

  /** The last word on the workers, whose counts lag behind otherwise. */
  close(): void {
    this.#listing.cancel()
    if (this.#options.master !== null) this.#options.emit({ kind: 'workers', workers: this.list })
  }

  /** The master may go on without this run. */
  detach(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  #watch(master: ClusterMaster): readonly (() => void)[] {
    return [
      master.onWaiting((connected, needed) => this.#setShortage({ connected, needed })),
      master.onRunning(() => this.#setShortage(null)),
      master.onWorkersChanged(() => this.#listing.ask()),
      master.onAlarm((message) => this.#alarm(message)),
    ]
  }

  #setShortage(shortage: Shortage | null): void {
    this.#shortage = shortage
    this.#options.shortageChanged()
  }

  #tell(): void {
    const workers = this.list
    this.#options.seen(workers)
    this.#options.emit({ kind: 'workers', workers })
  }

  #alarm(message: string): void {
    const number = (this.#alarms.at(-1)?.number ?? 0) + 1
    this.#alarms = [...this.#alarms, { number, message }].slice(-SHOWN_ALARMS)
    this.#options.alarmed(message)
    this.#options.emit({ kind: 'alarms', alarms: this.#alarms })
  }
}
