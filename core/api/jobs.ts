// Workers that a scheduler of a computing centre starts: what a screen knows of the jobs in which they run.

/** `lost` has ended against everybody's will and is asked for again; `ended` is over for good. */
export type JobState = 'waiting' | 'running' | 'ending' | 'lost' | 'ended'

/** One task of the array: one worker. */
export interface JobView {
  /** From 1. */
  readonly task: number
  /** As the scheduler calls it, such as `4711_3`. */
  readonly jobId: string
  readonly state: JobState
  /** The scheduler's own word, such as `PENDING` or `PREEMPTED`. */
  readonly said: string
  /** Why it waits or ended, in the scheduler's words; null where it says nothing. */
  readonly reason: string | null
  readonly node: string | null
  /** What the master calls the worker in it. */
  readonly worker: string
  /** How often it was asked for again. */
  readonly resubmitted: number
}

export interface JobsView {
  /** Whose jobs: `Slurm`. */
  readonly scheduler: string
  readonly tasks: readonly JobView[]
  /** What people have to know, such as why nothing is asked for again; null when all is well. */
  readonly warning: string | null
}
