// Who may talk to the main process: the main frame of one of the app's own windows while it shows the app's own page. It
// looks at nothing that the message itself says.
import type { BrowserWindow, WebContents, WebFrameMain } from 'electron'
import { isAppUrl } from './origin.ts'

/** The two fields of an IPC event that Electron fills in, not the page. */
export interface SenderOfMessage {
  readonly sender: WebContents
  readonly senderFrame: WebFrameMain | null
}

/** True if the message comes from the app's own page in one of `windows`. */
export function isOwnPage(
  { sender, senderFrame }: SenderOfMessage,
  windows: readonly BrowserWindow[],
): boolean {
  if (senderFrame === null) return false
  const isOurs = windows.some((window) => !window.isDestroyed() && sender.id === window.webContents.id)
  return isOurs && senderFrame.parent === null && isAppUrl(senderFrame.url)
}
