// What a cluster has been doing lately, for whoever looks: batches as stretches of time on slots, how long the master was
// in which phase, and genomes that failed where. Told by pieces, from where the last one ended.
import * as z from 'zod'
import type { FailureCause } from '../evaluate/batch.ts'
import type { PhaseTimes } from './phases.ts'
import type { ProgressView } from './views.ts'

export const clusterWorkRequestSchema = z.strictObject({
  /** Number of the last task that was told, 0 for none. */
  afterTask: z.int().min(0),
  /** Number of the last failure that was told, 0 for none. */
  afterFailure: z.int().min(0),
})

/** A batch that a slot has evaluated. Times are the master's own, in milliseconds since it began. */
export interface TaskView {
  readonly number: number
  /** Key of the worker. */
  readonly worker: string
  readonly startMs: number
  readonly endMs: number
  readonly generation: number
  readonly genomes: number
  readonly failed: number
}

/** A genome that failed, and where. */
export interface FailureView {
  readonly number: number
  /** Milliseconds since the master began. */
  readonly atMs: number
  readonly generation: number
  readonly genomeId: number
  /** Name of the worker. */
  readonly worker: string
  readonly cause: FailureCause
  readonly reason: string
  /** Frame by frame, where it was somebody's own code that threw. */
  readonly trace?: string
}

/** How far a long evaluation is, and where. */
export interface PlacedProgress extends ProgressView {
  /** Name of the worker. */
  readonly worker: string
}

export interface ClusterWork {
  readonly nowMs: number
  /** Oldest first; the oldest are left out where there were too many. */
  readonly tasks: readonly TaskView[]
  readonly failures: readonly FailureView[]
  /** Long evaluations that tell how far they are, worker by worker. */
  readonly long: readonly PlacedProgress[]
  /** Slots of all who may work now. */
  readonly slots: number
  /** Milliseconds in each phase since somebody began to look; only ever more while somebody does. */
  readonly phases: PhaseTimes
}
