// A window of the app: sandboxed, without Node, and unable to go anywhere else or to open anything but the help.
import { BrowserWindow } from 'electron'
import { openHelp } from './help-window.ts'
import { keepInside } from './keep-inside.ts'
import { LOCKED_DOWN } from './locked-down.ts'
import { APP_PAGE_URL, isAppUrl, isHelpUrl } from './origin.ts'
import type { WindowPlace } from './window-places.ts'

export interface WindowWanted {
  readonly preload: string
  readonly title: string
  readonly place: WindowPlace | null
  readonly url?: string | undefined
  readonly isMinimised?: boolean
}

/** Opens a window on a page of the app and shows it once it is painted, where it stood before if it did. */
export function openWindow(wanted: WindowWanted): BrowserWindow {
  const { preload, title, place, url = APP_PAGE_URL, isMinimised = false } = wanted
  const { isMaximized = false, ...bounds } = place ?? {}
  const window = new BrowserWindow({
    title,
    width: 1280,
    height: 860,
    ...bounds,
    minWidth: 760,
    minHeight: 520,
    show: false,
    webPreferences: {
      ...LOCKED_DOWN,
      preload,
      // A run goes on while the window is hidden; its page should keep up with it.
      backgroundThrottling: false,
    },
  })
  window.once('ready-to-show', () => {
    if (isMinimised) return window.minimize()
    if (isMaximized) window.maximize()
    window.show()
  })
  keepInside(window, {
    mayGo: isAppUrl,
    onOpening: (url) => {
      if (isHelpUrl(url)) openHelp(url)
    },
  })
  window.loadURL(url).catch((error: unknown) => {
    // A window that was closed before its page came has no more use for it.
    if (!window.isDestroyed()) process.stderr.write(`The app's page could not be loaded: ${String(error)}\n`)
  })
  return window
}
