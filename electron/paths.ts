// Where the built parts lie, seen from the app's folder; the same for a checkout and for a packaged app but for the
// page, which `npm run build` leaves in dist/ and the packager in .vite/.
import { join } from 'node:path'

export interface AppPaths {
  readonly preload: string
  readonly evaluatorThread: string
  readonly ownProcess: string
  readonly page: string
  /** Folder with the icons of the tray. */
  readonly trayIcons: string
  readonly licences: string
}

export function appPaths(appFolder: string, packaged: boolean): AppPaths {
  return {
    preload: join(appFolder, '.vite', 'build', 'preload.cjs'),
    evaluatorThread: join(appFolder, '.vite', 'build', 'evaluator-thread.cjs'),
    ownProcess: join(appFolder, '.vite', 'build', 'own-process.cjs'),
    page: packaged
      ? join(appFolder, '.vite', 'renderer', 'main_window')
      : join(appFolder, 'dist', 'renderer'),
    trayIcons: join(appFolder, 'assets', 'tray'),
    licences: join(appFolder, 'THIRD_PARTY_LICENSES.md'),
  }
}
