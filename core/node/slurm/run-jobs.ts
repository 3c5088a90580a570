// The jobs of a run, from its beginning to its end: asked for once there is a link to join by, looked at by the clock, ended
// with it.
import { SlurmWorkers, type SlurmWorkersOptions } from './slurm-workers.ts'

export interface RunJobsOptions extends Omit<SlurmWorkersOptions, 'tell'> {
  /** Time between two looks at the queue. */
  readonly pollSeconds: number
}

/** Where nodes are free, tasks run by then. */
const FIRST_LOOK_SECONDS = 2

export class RunJobs {
  /** Settles when no worker can be had, so that the run ends. */
  readonly failed: Promise<void>
  #fail: () => void = () => {}
  #trouble: string | null = null
  readonly #options: RunJobsOptions
  #workers: SlurmWorkers | null = null
  #begun: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | null = null

  constructor(options: RunJobsOptions) {
    this.#options = options
    this.failed = new Promise((settle) => {
      this.#fail = settle
    })
  }

  /** Why no worker can be had, or null. */
  get trouble(): string | null {
    return this.#trouble
  }

  /** The master can be joined by this link; `tell` hears of every change. */
  begin(joinLink: string, tell: SlurmWorkersOptions['tell']): void {
    const { pollSeconds, ...others } = this.#options
    const workers = new SlurmWorkers({ ...others, tell })
    this.#workers = workers
    this.#begun = workers.begin(joinLink).catch((error: unknown) => {
      this.#trouble = error instanceof Error ? error.message : String(error)
      this.#options.log('error', this.#trouble)
      this.#fail()
    })
    const look = () => {
      this.#timer = setTimeout(look, pollSeconds * 1000)
      void workers.look()
    }
    this.#timer = setTimeout(look, Math.min(FIRST_LOOK_SECONDS, pollSeconds) * 1000)
  }

  async end(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    await this.#begun
    await this.#workers?.end().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      this.#options.log('error', `The workers' jobs may go on: ${why}`)
    })
  }
}
