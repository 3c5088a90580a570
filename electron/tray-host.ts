// Whether the desktop shows icons in a tray. Electron doesn't tell: under GNOME without its extension an icon is made and
// seen by nobody. On Linux the desktop's own register of such icons is asked, over D-Bus.
import { execFile } from 'node:child_process'

const ANSWER_WITHIN_MS = 3000
const WATCHER = 'org.kde.StatusNotifierWatcher'
const QUESTION = ['--user', 'get-property', WATCHER, '/StatusNotifierWatcher', WATCHER]

/** Where there is no busctl or no session bus nobody would see it either. */
export function showsTrayIcons(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true)
  return new Promise((resolve) => {
    execFile(
      'busctl',
      [...QUESTION, 'IsStatusNotifierHostRegistered'],
      { timeout: ANSWER_WITHIN_MS },
      (error, stdout) => resolve(error === null && stdout.trim() === 'b true'),
    )
  })
}
