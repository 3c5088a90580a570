// Carries out what the desktop is told of the work that goes on: notifications, the taskbar, and that the machine stays
// awake. It lasts as long as the app.
import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron'
import type { NeatworkApi } from '../core/api/neatwork-api.ts'
import {
  isWorking,
  NOTHING,
  type Notice,
  noticeOf,
  taskbarOf,
  type Watched,
  watchedAfter,
} from './desktop-signals.ts'

/** Between two batches a worker is idle for a moment: the machine may sleep when it has been for so long. */
const SLEEP_AFTER_MS = 60_000

/** Hears what is watched, whenever that changes. */
export type Watcher = (watched: Watched) => void

export interface DesktopWindows {
  /** All that are open. */
  readonly all: () => readonly BrowserWindow[]
  /** Brings one to the front, or opens one. */
  readonly show: () => void
}

export function followDesktop(api: NeatworkApi, windows: DesktopWindows, alsoTold: Watcher): void {
  const awake = new Awake()
  let watched: Watched = NOTHING
  api.subscribe((event) => {
    const before = watched
    watched = watchedAfter(before, event)
    if (watched === before) return
    awake.set(isWorking(watched))
    showProgress(watched, windows.all())
    alsoTold(watched)
    const notice = noticeOf(before, watched)
    const isSeen = windows.all().some((window) => window.isFocused())
    if (notice !== null && !isSeen) notify(notice, windows.show)
  })
}

function showProgress(watched: Watched, windows: readonly BrowserWindow[]): void {
  const progress = taskbarOf(watched)
  for (const window of windows) {
    if (window.isDestroyed()) continue
    if (progress === null) window.setProgressBar(-1)
    else window.setProgressBar(progress.value, { mode: progress.mode })
  }
}

/** Says it where somebody looks elsewhere; a click brings a window. */
export function notify({ title, body }: Notice, show: () => void): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body })
  notification.on('click', show)
  notification.show()
}

/** Keeps the machine from sleeping; its screen may go dark. */
class Awake {
  #blocker: number | null = null
  #release: NodeJS.Timeout | null = null

  set(isNeeded: boolean): void {
    if (isNeeded) {
      if (this.#release !== null) clearTimeout(this.#release)
      this.#release = null
      this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    } else if (this.#blocker !== null) {
      this.#release ??= setTimeout(() => this.#letSleep(), SLEEP_AFTER_MS)
    }
  }

  #letSleep(): void {
    this.#release = null
    if (this.#blocker !== null) powerSaveBlocker.stop(this.#blocker)
    this.#blocker = null
  }
}
