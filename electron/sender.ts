// Who may talk to the main process: the main frame of the app's own window while it shows the app's own page. It
// looks at nothing that the message itself says.
import type { BrowserWindow, WebContents, WebFrameMain } from 'electron'
import { isAppUrl } from './origin.ts'

/** The two fields of an IPC event that Electron fills in, not the page. */
export interface SenderOfMessage {
  readonly sender: WebContents
  readonly senderFrame: WebFrameMain | null
}

/** True if the message comes from the app's own page in `window`. */
export function isOwnPage({ sender, senderFrame }: SenderOfMessage, window: BrowserWindow | null): boolean {
  if (window === null || window.isDestroyed() || senderFrame === null) return false
  return sender.id === window.webContents.id && senderFrame.parent === null && isAppUrl(senderFrame.url)
}
