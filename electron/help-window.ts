// The documents in a window of their own: without a preload, unable to go anywhere but from page to page, and opened once.
import { BrowserWindow } from 'electron'
import { openExternalLink } from './external-links.ts'
import { keepInside } from './keep-inside.ts'
import { LOCKED_DOWN } from './locked-down.ts'
import { HELP_URL, isHelpUrl } from './origin.ts'

let open: BrowserWindow | null = null

/** Shows a page of the help, in the window that is open already or in a new one. */
export function openHelp(url: string = HELP_URL): void {
  const window = open ?? newWindow()
  window.loadURL(url).catch((error: unknown) => {
    if (!window.isDestroyed()) process.stderr.write(`The help could not be loaded: ${String(error)}\n`)
  })
  if (window.isVisible()) window.focus()
}

function newWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Help',
    width: 1100,
    height: 820,
    show: false,
    webPreferences: LOCKED_DOWN,
  })
  open = window
  window.once('closed', () => {
    open = null
  })
  window.once('ready-to-show', () => window.show())
  keepInside(window, {
    mayGo: isHelpUrl,
    // The documents name other sites; those belong into the person's browser.
    onLeaving: openExternalLink,
  })
  return window
}
