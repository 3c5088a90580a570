// The app's one window: sandboxed, without Node, and unable to go or to open anything else.
import { BrowserWindow } from 'electron'
import { APP_PAGE_URL, isAppUrl } from './origin.ts'

/** Opens the window on the app's page and shows it once it is painted. */
export function openWindow(preload: string, title: string): BrowserWindow {
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
  keepInside(window)
  window.loadURL(APP_PAGE_URL).catch((error: unknown) => {
    // A window that was closed before its page came has no more use for it.
    if (!window.isDestroyed()) process.stderr.write(`The app's page could not be loaded: ${String(error)}\n`)
  })
  return window
}

/** The page can't navigate away, open windows or attach guests. */
function keepInside(window: BrowserWindow): void {
  const page = window.webContents
  page.on('will-navigate', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault()
  })
  page.on('will-redirect', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault()
  })
  page.on('will-attach-webview', (event) => event.preventDefault())
  page.setWindowOpenHandler(() => ({ action: 'deny' }))
}
