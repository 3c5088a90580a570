// An array of workers at a computing centre for the time of a run: asked for, watched, asked for again where one was lost, and
// ended with the run.
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobsView } from '../../api/jobs.ts'
import { tasksOf, type WorkerPlan, workerScript } from '../../slurm/job-plan.ts'
import { JobWatch, type WatchRules } from '../../slurm/job-watch.ts'
import type { Log } from '../cluster/log.ts'
import { writeWholeFile } from '../whole-file.ts'
import { type SlurmCommands, SlurmError } from './slurm-commands.ts'

export interface SlurmWorkersOptions {
  readonly plan: Omit<WorkerPlan, 'tasks'> & { readonly tasks: number }
  readonly rules: Pick<WatchRules, 'mostAgain' | 'cancelledToo'>
  readonly commands: SlurmCommands
  /** Hears of every change. */
  readonly tell: (view: JobsView) => void
  readonly log: Log
}

/** Where logs and the join link will be. */
export async function makeScratch({ logs }: Pick<WorkerPlan, 'logs'>): Promise<void> {
  await mkdir(logs, { recursive: true, mode: 0o700 })
}

export class SlurmWorkers {
  readonly #options: SlurmWorkersOptions
  readonly #watch: JobWatch
  #work: Promise<void> = Promise.resolve()
  #said = ''
  #isOver = false

  constructor(options: SlurmWorkersOptions) {
    const { plan, rules } = options
    this.#options = options
    this.#watch = new JobWatch({ ...rules, name: plan.name })
  }

  view(): JobsView {
    return this.#watch.view()
  }

  /** Asks for the workers of the master that has this join link. Rejects with {@link SlurmError}. */
  async begin(joinLink: string): Promise<void> {
    const { plan, log } = this.#options
    await makeScratch(plan)
    await this.#endFormer()
    // No list of processes or of jobs shows its token.
    await writeWholeFile(plan.linkFile, `${joinLink}\n`, { mode: 0o600 })
    const tasks = tasksOf(plan.tasks)
    const job = await this.#submit(tasks)
    log('info', `Slurm has job ${job} with ${tasks.length} workers; their logs are in ${plan.logs}.`)
    this.#tell()
  }

  /** To be called now and then: one look at a time. A scheduler that doesn't answer is asked again the next time. */
  look(): Promise<void> {
    this.#work = this.#work.then(() => (this.#isOver ? undefined : this.#look()))
    return this.#work
  }

  /** Ends all of them. Rejects with {@link SlurmError} where they may go on. */
  async end(): Promise<void> {
    this.#isOver = true
    await this.#work
    const { plan, commands } = this.#options
    await rm(plan.linkFile, { force: true })
    await commands.cancel(this.#watch.arrays, plan.name)
    await rm(this.#arraysFile, { force: true })
  }

  /** Which arrays there are, for a master that comes after one that was lost with its machine. */
  get #arraysFile(): string {
    return join(this.#options.plan.logs, 'arrays')
  }

  /** Workers of a master that is no more would hold their nodes until their time is over. */
  async #endFormer(): Promise<void> {
    const { plan, commands, log } = this.#options
    const text = await readFile(this.#arraysFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    const former = text.split('\n').filter((line) => /^\d+$/.test(line))
    if (former.length === 0) return
    log('info', `Workers of the master before this one are ended: ${former.join(', ')}.`)
    await commands.cancel(former, plan.name)
  }

  /** A full disk doesn't end a run. */
  async #note(arrays: readonly string[]): Promise<void> {
    await writeWholeFile(this.#arraysFile, `${arrays.join('\n')}\n`, { mode: 0o600 }).catch((error: Error) =>
      this.#options.log('warn', `The numbers of the workers' jobs could not be kept: ${error.message}`),
    )
  }

  async #look(): Promise<void> {
    const { commands, log } = this.#options
    try {
      const lost = this.#watch.told(await commands.queue(this.#watch.arrays))
      if (lost.length > 0 && !this.#isOver) {
        const job = await this.#submit(lost)
        log(
          'warn',
          `Slurm lost ${lost.length === 1 ? `task ${lost[0]}` : `tasks ${lost.join(', ')}`}; asked for again as job ${job}.`,
        )
      }
    } catch (error) {
      if (!(error instanceof SlurmError)) throw error
      this.#watch.failed(error.message)
    }
    this.#tell()
  }

  async #submit(tasks: readonly number[]): Promise<string> {
    const job = await this.#options.commands.submit(workerScript({ ...this.#options.plan, tasks }))
    this.#watch.submitted(job, tasks)
    await this.#note(this.#watch.arrays)
    return job
  }

  #tell(): void {
    const view = this.#watch.view()
    const said = JSON.stringify(view)
    if (said === this.#said) return
    this.#said = said
    if (view.warning !== null) this.#options.log('warn', view.warning)
    this.#options.tell(view)
  }
}
