// About: the versions that somebody who reports something is asked for, to be copied.
import { app, type BrowserWindow, clipboard, dialog } from 'electron'
import { versionsText } from './versions.ts'

const BUTTONS = ['Close', 'Copy']

export async function showAbout(window: BrowserWindow | null): Promise<void> {
  const detail = versionsText(app.getVersion())
  const options = {
    type: 'info' as const,
    message: 'Neatwork',
    detail,
    buttons: BUTTONS,
    defaultId: 0,
    cancelId: 0,
  }
  const { response } =
    window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options)
  if (response === 1) clipboard.writeText(detail)
}
