// Work without a window: puts the tray, the end of the app and the start by the system together.
import { app } from 'electron'
import type { DesktopReplies } from '../core/api/desktop.ts'
import type { NeatworkApi } from '../core/api/neatwork-api.ts'
import type { Log } from '../core/node/cluster/log.ts'
import { notify } from './desktop.ts'
import { Staying } from './staying.ts'
import { AppTray } from './tray.ts'
import { showsTrayIcons } from './tray-host.ts'
import type { TrayDoing } from './tray-menu.ts'
import type { AppWindows } from './windows.ts'

export interface Background {
  readonly staying: Staying
  readonly worksOnIn: () => Promise<DesktopReplies['worksOnIn']>
}

export interface BackgroundPorts {
  readonly api: NeatworkApi
  readonly windows: AppWindows
  readonly trayIcons: string
  readonly log: Log
}

export function workInBackground({ api, windows, trayIcons, log }: BackgroundPorts): Background {
  const { platform } = process
  const isShown = (): Promise<boolean> => showsTrayIcons(platform)
  const act = (doing: TrayDoing): void => {
    if (doing === 'show') return windows.show()
    if (doing === 'quit') return app.quit()
    api.call(doing, null).catch((error: unknown) => log('warn', `From the tray: ${String(error)}`))
  }
  const tray = new AppTray({ platform, icons: trayIcons, isShown, act, log })
  const staying = new Staying({
    tray,
    hasWindows: () => windows.all().length > 0,
    tell: (notice) => notify(notice, () => windows.show()),
    openMinimised: () => void windows.open(undefined, true),
    quit: () => app.quit(),
    staysAnyway: platform === 'darwin',
  })
  app.on('before-quit', () => staying.quitting())
  app.on('window-all-closed', () => staying.allClosed())
  app.on('browser-window-created', () => void staying.windowsChanged())
  return {
    staying,
    worksOnIn: async () => (platform === 'darwin' ? 'dock' : (await isShown()) ? 'tray' : 'minimised'),
  }
}

/** Joins the master of the last time once more, and says whether there is one that this machine may work for. */
export async function rejoinLast(api: NeatworkApi, log: Log): Promise<boolean> {
  const [last] = await api.call('knownMasters', null)
  if (last === undefined) return false
  const { id, slots, name, onlyWhenIdle } = last
  try {
    await api.call('rejoinMaster', { id, slots, name, ...(onlyWhenIdle !== null && { onlyWhenIdle }) })
    return true
  } catch (error) {
    log('warn', `The master of the last time could not be joined: ${String(error)}`)
    return false
  }
}
