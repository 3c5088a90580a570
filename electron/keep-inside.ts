// What every window's page is kept from: going elsewhere, opening windows, attaching guests.
import type { BrowserWindow } from 'electron'

export interface Inside {
  /** Whether the page may go there. */
  readonly mayGo: (url: string) => boolean
  /** Hears of a page that wanted to be left for somewhere else. */
  readonly onLeaving?: (url: string) => void
  /** Hears of a window that the page wanted to be opened. */
  readonly onOpening?: (url: string) => void
}

export function keepInside(window: BrowserWindow, { mayGo, onLeaving, onOpening }: Inside): void {
  const page = window.webContents
  page.on('will-navigate', (event) => {
    if (mayGo(event.url)) return
    event.preventDefault()
    onLeaving?.(event.url)
  })
  page.on('will-redirect', (event) => {
    if (!mayGo(event.url)) event.preventDefault()
  })
  page.on('will-attach-webview', (event) => event.preventDefault())
  page.setWindowOpenHandler(({ url }) => {
    onOpening?.(url)
    return { action: 'deny' }
  })
}
