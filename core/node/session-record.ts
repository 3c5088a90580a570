// On what a run was carried out, in its folder: a line per start of its master and one per worker that came. For people
// who repeat it a year later; nothing of it decides a bit.
import { availableParallelism, totalmem } from 'node:os'
import type { WorkerView } from '../api/views.ts'
import type { Log } from './cluster/log.ts'
import { ownRuntime } from './cluster/worker.ts'
import type { RunFolder } from './run-folder/run-folder.ts'
import type { RunSettings } from './run-settings.ts'

export class SessionRecord {
  readonly #folder: RunFolder | null
  readonly #log: Log
  readonly #seen = new Set<string>()
  #written: Promise<void> = Promise.resolve()

  constructor(folder: RunFolder | null, log: Log) {
    this.#folder = folder
    this.#log = log
  }

  start({ role, localSlots, resume }: RunSettings, appVersion: string): void {
    this.#add({
      ...{ kind: 'start', at: new Date().toISOString(), appVersion, role, localSlots },
      generation: (resume?.last.population.generation ?? -1) + 1,
      ...{ runtime: ownRuntime(), cores: availableParallelism(), memoryBytes: totalmem() },
    })
  }

  seeWorkers(workers: readonly WorkerView[]): void {
    for (const { key, label, address, slots, appVersion, local } of workers) {
      if (local || this.#seen.has(key)) continue
      this.#seen.add(key)
      this.#add({ kind: 'worker', at: new Date().toISOString(), label, address, slots, appVersion })
    }
  }

  /** Whatever is to be written is. */
  async settle(): Promise<void> {
    await this.#written
  }

  #add(line: object): void {
    const folder = this.#folder
    if (folder === null) return
    this.#written = this.#written
      .then(() => folder.appendEnvironment(line))
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error)
        this.#log('warn', `What the run is carried out on could not be noted: ${reason}`)
      })
  }
}
