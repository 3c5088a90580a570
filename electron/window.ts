// The app's window: sandboxed, without Node, and unable to go anywhere else or to open anything but the help.
import { BrowserWindow } from 'electron'
import { openHelp } from './help-window.ts'
import { keepInside } from './keep-inside.ts'
import { APP_PAGE_URL, isAppUrl, isHelpUrl } from './origin.ts'

/** Opens the window on a page of the app and shows it once it is painted. */
export function openWindow(preload: string, title: string, url: string = APP_PAGE_URL): BrowserWindow {
  const window = new BrowserWindow({
    title,
    width: 1280,
    height: 860,
    minWidth: 760,
    minHeight: 520,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // A run goes on while the window is hidden; its page should keep up with it.
      backgroundThrottling: false,
    },
  })
  window.once('ready-to-show', () => window.show())
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
