// Which tasks there are, what became of them, and which are asked for again: a state machine without a clock. It is told what
// the scheduler says and what was submitted, and says what to do.
import type { JobsView, JobView } from '../api/jobs.ts'
import { workerName } from './job-plan.ts'
import { type QueuedTask, stateOf } from './queue-lines.ts'

export interface WatchRules {
  /** What workers are called. */
  readonly name: string
  /** How often one task is asked for again at most. */
  readonly mostAgain: number
  /** Whether what somebody cancelled is asked for again, too: some centres preempt by cancelling. */
  readonly cancelledToo: boolean
}

interface Task {
  readonly task: number
  arrayId: string
  said: string
  node: string | null
  reason: string | null
  again: number
}

/** Said of a task that the scheduler no longer lists, and whose end nobody saw. */
const FORGOTTEN = 'FORGOTTEN'

const DESERTED =
  'All tasks have ended, and none is asked for again: end the run and start it again with the same command, or let other workers join.'

export class JobWatch {
  readonly #rules: WatchRules
  readonly #tasks = new Map<number, Task>()
  readonly #arrays = new Set<string>()
  #trouble: string | null = null

  constructor(rules: WatchRules) {
    this.#rules = rules
  }

  /** Arrays that were submitted, to be cancelled at the end. */
  get arrays(): readonly string[] {
    return [...this.#arrays]
  }

  submitted(arrayId: string, tasks: readonly number[]): void {
    this.#arrays.add(arrayId)
    for (const task of tasks) {
      const again = (this.#tasks.get(task)?.again ?? -1) + 1
      this.#tasks.set(task, { task, arrayId, said: 'PENDING', node: null, reason: null, again })
    }
  }

  /** What the scheduler lists now. Returns the tasks that are to be asked for again. */
  told(queue: readonly QueuedTask[]): readonly number[] {
    this.#trouble = null
    const listed = new Map(queue.map((one) => [`${one.arrayId}_${one.task}`, one]))
    for (const task of this.#tasks.values()) {
      const now = listed.get(`${task.arrayId}_${task.task}`)
      if (now !== undefined) Object.assign(task, { said: now.said, node: now.node, reason: now.reason })
      else if (isThere(task)) Object.assign(task, { said: FORGOTTEN, node: null, reason: null })
    }
    return this.#lost()
      .filter((task) => task.again < this.#rules.mostAgain)
      .map(({ task }) => task)
  }

  /** The scheduler could not be asked, or refused: one sentence. */
  failed(trouble: string): void {
    this.#trouble = trouble
  }

  view(): JobsView {
    const tasks = [...this.#tasks.values()].sort((a, b) => a.task - b.task)
    return { scheduler: 'Slurm', tasks: tasks.map((task) => this.#viewOf(task)), warning: this.#warning() }
  }

  #viewOf({ task, arrayId, said, node, reason, again }: Task): JobView {
    return {
      ...{ task, jobId: `${arrayId}_${task}`, state: this.#isLost(said) ? 'lost' : stateOf(said), said },
      ...{ reason, node, worker: workerName(this.#rules.name, task), resubmitted: again },
    }
  }

  #lost(): readonly Task[] {
    return [...this.#tasks.values()].filter(({ said }) => this.#isLost(said))
  }

  #isLost(said: string): boolean {
    return (
      stateOf(said) === 'lost' || said === FORGOTTEN || (said === 'CANCELLED' && this.#rules.cancelledToo)
    )
  }

  /** Nobody is there, and nobody comes. */
  #isDeserted(): boolean {
    const tasks = [...this.#tasks.values()]
    return tasks.length > 0 && tasks.every(({ said }) => stateOf(said) === 'ended' && !this.#isLost(said))
  }

  #warning(): string | null {
    if (this.#trouble !== null) return this.#trouble
    const failed = [...this.#tasks.values()].filter(
      ({ said }) => said === 'FAILED' || said === 'OUT_OF_MEMORY',
    )
    if (failed.length > 0) {
      const [first] = failed
      return `${failed.length === 1 ? `Task ${first?.task} has` : `${failed.length} tasks have`} failed (${first?.said}); worker-${first?.task}.log says why.`
    }
    const given = this.#lost().filter(({ again }) => again >= this.#rules.mostAgain)
    if (given.length === 0) return this.#isDeserted() ? DESERTED : null
    const [first] = given
    return `${given.length === 1 ? `Task ${first?.task} was` : `${given.length} tasks were`} lost more than ${this.#rules.mostAgain} times (${first?.said}) and will not be asked for again.`
  }
}

const isThere = ({ said }: Task): boolean => !['ended', 'lost'].includes(stateOf(said))
