// What the desktop is told of the work that goes on: progress on the taskbar, whether the machine may sleep, and news.
// Pure: from the events that screens get, without anything that only a screen needs.
import type { ApiEvent } from '../core/api/neatwork-api.ts'
import { type NewsSource, newsOf, type RunNews } from '../core/api/run-news.ts'
import type { AppMode, RunView, WorkerConnection, WorkerStatusView } from '../core/api/views.ts'

export type Watched =
  | { readonly kind: 'home' }
  | ({ readonly kind: 'run' } & WatchedRun)
  | {
      readonly kind: 'worker'
      readonly connection: WorkerConnection['kind']
      /** Address of its master. */
      readonly master: string
      /** Its master has a run on: between two batches it is idle for a moment only. */
      readonly isInRun: boolean
      readonly isHeld: boolean
    }

interface WatchedRun extends NewsSource {
  readonly role: RunView['role']
  readonly problem: string
  /** Generations that are done, and that there are to be. */
  readonly done: number
  readonly generations: number
}

export const NOTHING: Watched = { kind: 'home' }

/** What is watched after an event. */
export function watchedAfter(before: Watched, event: ApiEvent): Watched {
  if (event.kind === 'state') return watchedIn(event.state.mode)
  if (event.kind === 'worker') {
    return before.kind === 'worker' ? watchedWorker(event.worker) : before
  }
  if (before.kind !== 'run') return before
  switch (event.kind) {
    case 'generations':
      return { ...before, done: Math.max(before.done, doneIn(event.snapshots)) }
    case 'runStatus':
      return { ...before, status: event.status }
    case 'runSettings':
      return { ...before, generations: event.generations }
    case 'progress':
      return { ...before, stall: event.progress.stall }
    default:
      return before
  }
}

function watchedIn(mode: AppMode): Watched {
  switch (mode.kind) {
    case 'home':
      return NOTHING
    case 'worker':
      return watchedWorker(mode.worker)
    case 'run': {
      const { role, status, progress, problem, history, generations } = mode.run
      const { stall } = progress
      return { kind: 'run', role, status, stall, problem: problem.name, done: doneIn(history), generations }
    }
  }
}

const watchedWorker = ({ connection, master, problem, isHeld }: WorkerStatusView): Watched => ({
  ...{ kind: 'worker', connection: connection.kind },
  ...{ master, isInRun: problem !== null, isHeld },
})

const doneIn = (history: RunView['history']) => (history.at(-1)?.generation ?? -1) + 1

/** What a window's entry on the taskbar shows: null for nothing. */
export interface TaskbarProgress {
  /** 0 to 1. */
  readonly value: number
  readonly mode: 'normal' | 'paused' | 'error'
}

export function taskbarOf(watched: Watched): TaskbarProgress | null {
  if (watched.kind !== 'run') return null
  const { status, stall, done, generations } = watched
  const value = Math.min(1, done / generations)
  switch (status.kind) {
    case 'ended':
      return null
    case 'failed':
      return { value: 1, mode: 'error' }
    case 'paused':
      return { value, mode: 'paused' }
    default:
      return { value, mode: stall === null ? 'normal' : 'error' }
  }
}

/** Whether this machine is needed: a sleeping one evaluates nothing. */
export function isWorking(watched: Watched): boolean {
  if (watched.kind === 'worker') return watched.connection === 'working' || watched.connection === 'draining'
  if (watched.kind !== 'run') return false
  const { kind } = watched.status
  return kind === 'running' || kind === 'waiting' || kind === 'stopping'
}

export interface Notice {
  readonly title: string
  readonly body: string
}

export function noticeOf(before: Watched, now: Watched): Notice | null {
  if (now.kind !== 'run' || before.kind !== 'run' || before.problem !== now.problem) return null
  const news = newsOf(before, now)
  return news === null ? null : noticeText(now.problem, news)
}

function noticeText(problem: string, news: RunNews): Notice {
  switch (news.kind) {
    case 'solved':
      return { title: `${problem} is solved`, body: `After ${news.generations} generations.` }
    case 'ended':
      return { title: `${problem} has ended`, body: `Not solved within ${news.generations} generations.` }
    case 'failed':
      return { title: `${problem} has failed`, body: news.message }
    case 'stalled':
      return {
        title: `${problem} stands still`,
        body:
          news.stall.kind === 'workers'
            ? 'Too few workers are connected.'
            : 'No generation was done for far longer than one takes.',
      }
  }
}
