// The app's windows: all show the same work through the same engine. Keeps where each stood, and what waits to be opened
// until a page comes for it.
import { type BrowserWindow, screen } from 'electron'
import type { OpenRequest } from '../core/api/desktop.ts'
import type { Log } from '../core/node/cluster/log.ts'
import { OPEN_CHANNEL } from './channels.ts'
import { recoverPage } from './crash.ts'
import { openWindow } from './window.ts'
import type { WindowPlaces } from './window-places.ts'

export interface WindowsOptions {
  readonly preload: string
  readonly title: string
  readonly places: WindowPlaces
  readonly log: Log
  /** What becomes of the last window when somebody closes it. */
  readonly whenLastCloses: () => 'close' | 'minimise'
}

export class AppWindows {
  readonly #options: WindowsOptions
  /** By their number, which says where a window stands; a gap is filled by the next. */
  readonly #open = new Map<number, BrowserWindow>()
  #waiting: readonly OpenRequest[] = []
  #kept: Promise<void> = Promise.resolve()

  constructor(options: WindowsOptions) {
    this.#options = options
  }

  all(): readonly BrowserWindow[] {
    return [...this.#open.values()].filter((window) => !window.isDestroyed())
  }

  /** The one that somebody looks at, or one that is open. */
  front(): BrowserWindow | null {
    const windows = this.all()
    return windows.find((window) => window.isFocused()) ?? windows.at(-1) ?? null
  }

  /** On the app's first page, or on another; minimised where nobody asked to see it. */
  open(url?: string, isMinimised = false): BrowserWindow {
    const index = freeNumber(this.#open)
    const { preload, title, places } = this.#options
    const place = places.of(
      index,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    )
    const window = openWindow({ preload, title, place, url, isMinimised })
    this.#open.set(index, window)
    recoverPage(window, this.#options.log)
    window.on('close', (event) => {
      this.#keepPlace(index, window)
      if (this.all().length > 1 || this.#options.whenLastCloses() === 'close') return
      event.preventDefault()
      window.minimize()
    })
    window.once('closed', () => this.#open.delete(index))
    return window
  }

  /** Brings a window to the front, or opens one. */
  show(): void {
    const window = this.front()
    if (window === null) this.open()
    else bringToFront(window)
  }

  /** For the page in front, or for the next that opens; it hears that something waits. */
  offer(request: OpenRequest): void {
    this.#waiting = [...this.#waiting, request]
    this.show()
    this.front()?.webContents.send(OPEN_CHANNEL)
  }

  /** What waits; each is given out once. */
  take(): readonly OpenRequest[] {
    const waiting = this.#waiting
    this.#waiting = []
    return waiting
  }

  /** When the places of windows that were closed are kept. */
  kept(): Promise<void> {
    return this.#kept
  }

  #keepPlace(index: number, window: BrowserWindow): void {
    const { places, log } = this.#options
    const place = { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
    this.#kept = places.keep(index, place).catch((error: unknown) => {
      log('warn', `The place of a window could not be kept: ${String(error)}`)
    })
  }
}

function freeNumber(taken: ReadonlyMap<number, unknown>): number {
  let index = 0
  while (taken.has(index)) index++
  return index
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
