// What an app is busy with: nothing, a run, or being somebody's worker; with what it holds for it, and what may be asked
// of it meanwhile.
import { ApiError } from '../api/neatwork-api.ts'
import type { AppMode } from '../api/views.ts'
import type { ClusterMaster } from './cluster/master.ts'
import type { ClusterWorker } from './cluster/worker.ts'
import type { Measured } from './metrics/measured.ts'
import type { RunSession } from './run-session.ts'
import type { ThreadEvaluator } from './threads/thread-evaluator.ts'

export type Activity =
  | { readonly kind: 'home' }
  | { readonly kind: 'run'; readonly session: RunSession; readonly evaluator: ThreadEvaluator | null }
  | { readonly kind: 'worker'; readonly worker: ClusterWorker }

/** As screens are told of it. */
export function modeOf(activity: Activity): AppMode {
  switch (activity.kind) {
    case 'home':
      return { kind: 'home' }
    case 'run':
      return { kind: 'run', run: activity.session.view() }
    case 'worker':
      return { kind: 'worker', worker: activity.worker.status() }
  }
}

/** What there is to measure; `master` is the one that listens, or null. */
export function measuredOf(activity: Activity, master: ClusterMaster | null): Measured {
  switch (activity.kind) {
    case 'home':
      return { kind: 'home' }
    case 'run':
      return { kind: 'run', latest: activity.session.memory.latest, master }
    case 'worker':
      return { kind: 'worker', status: activity.worker.status() }
  }
}

/** Throws {@link ApiError} where nothing else may begin. */
export function refuseWhileBusy(activity: Activity): void {
  if (activity.kind === 'worker') {
    throw new ApiError('not-now', 'This app is a worker at the moment. Leave the master first.')
  }
  if (activity.kind === 'run' && !activity.session.isOver) {
    throw new ApiError('not-now', 'A run is in progress. Stop it first.')
  }
}

/** The run, over or not. Throws {@link ApiError} where there is none. */
export function runOf(activity: Activity): RunSession {
  if (activity.kind !== 'run') throw new ApiError('not-now', 'There is no run at the moment.')
  return activity.session
}

/** The run in progress. Throws {@link ApiError} where there is none. */
export function goingRunOf(activity: Activity): RunSession {
  const session = runOf(activity)
  if (session.isOver) throw new ApiError('not-now', 'The run has ended. Start a new one.')
  return session
}

/** Throws {@link ApiError} where the app is no worker. */
export function workerOf(activity: Activity): ClusterWorker {
  if (activity.kind !== 'worker') throw new ApiError('not-now', 'This app is no worker at the moment.')
  return activity.worker
}

/** Ends what it holds. */
export async function endActivity(activity: Activity): Promise<void> {
  if (activity.kind === 'worker') await activity.worker.stop()
  if (activity.kind !== 'run') return
  await activity.session.stop()
  await activity.session.detach()
  await activity.evaluator?.close()
}
