// What the tray says of the work that goes on and offers to do about it, as values: the icon itself is tray.ts's.
import type { MenuItemConstructorOptions } from 'electron'
import { assertNever } from '../core/base/invariant.ts'
import type { Watched } from './desktop-signals.ts'

export interface TrayState {
  /** Who works at what. It stays while that goes on: an open menu closes when it is set anew. */
  readonly line: string
  /** How far it is, in words behind the line; or nothing. */
  readonly progress: string
  readonly of: 'worker' | 'run' | null
  readonly isPaused: boolean
}

/** Commands of NeatworkApi, and what is the app's own. */
export type WorkCommand =
  | 'pauseWorker'
  | 'resumeWorker'
  | 'leaveAsWorker'
  | 'pauseRun'
  | 'resumeRun'
  | 'stopRun'
export type TrayDoing = 'show' | 'quit' | WorkCommand

/** For an app that has neither work nor a window. */
export const RESTING: TrayState = {
  line: 'Nothing to do at the moment',
  progress: '',
  of: null,
  isPaused: false,
}

/** null where there is no work of or for other machines, which alone stays when its window is closed. */
export function trayStateOf(watched: Watched): TrayState | null {
  switch (watched.kind) {
    case 'home':
      return null
    case 'worker':
      return workerState(watched)
    case 'run':
      return watched.role === 'master' ? masterState(watched) : null
    default:
      return assertNever(watched)
  }
}

function workerState(watched: Extract<Watched, { kind: 'worker' }>): TrayState | null {
  const line = workerLine(watched)
  return line === null ? null : { line, progress: '', of: 'worker', isPaused: watched.isHeld }
}

function workerLine(worker: Extract<Watched, { kind: 'worker' }>): string | null {
  const { connection, master, isInRun, isHeld } = worker
  switch (connection) {
    case 'connecting':
      return `Connecting to ${master}`
    case 'retrying':
      return `No connection to ${master}, trying again`
    case 'idle':
    case 'working':
      return isInRun ? `Evaluating for ${master}` : `Waiting for a run of ${master}`
    case 'paused':
      return isHeld
        ? `Paused by you; ${master} gives it nothing`
        : `Paused for now; ${master} gives it nothing`
    case 'draining':
      return `Finishing its work for ${master}, then leaving`
    case 'closed':
      return null
    default:
      return assertNever(connection)
  }
}

function masterState({ status, problem, done, generations }: Extract<Watched, { kind: 'run' }>) {
  const progress = `generation ${done} of ${generations}`
  const state = (line: string, isPaused = false): TrayState => ({ line, progress, of: 'run', isPaused })
  switch (status.kind) {
    case 'running':
      return state(`Evolving ${problem}`)
    case 'waiting':
      return state(`${problem} waits for workers`)
    case 'paused':
      return state(`${problem} is paused`, true)
    case 'stopping':
      return state(`${problem} stops after this generation`)
    case 'ended':
    case 'failed':
      return null
    default:
      return assertNever(status)
  }
}

export function trayMenu(
  { line, of, isPaused }: TrayState,
  act: (doing: TrayDoing) => void,
): MenuItemConstructorOptions[] {
  const item = (label: string, doing: TrayDoing) => ({ label, click: () => act(doing) })
  const work = {
    worker: [
      isPaused ? item('Resume the Worker', 'resumeWorker') : item('Pause the Worker', 'pauseWorker'),
      item('Leave the Master', 'leaveAsWorker'),
    ],
    run: [
      isPaused ? item('Resume the Run', 'resumeRun') : item('Pause the Run', 'pauseRun'),
      item('Stop the Run', 'stopRun'),
    ],
  }
  return [
    { label: line, enabled: false },
    { type: 'separator' },
    item('Show Neatwork', 'show'),
    ...(of === null ? [] : work[of]),
    { type: 'separator' },
    item('Quit Neatwork', 'quit'),
  ]
}
