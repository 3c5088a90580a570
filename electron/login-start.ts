// Whether the system starts the app when its person logs in: Electron's own way on Windows and macOS, an XDG autostart entry
// on Linux, which Electron leaves out. What is read back is what the system would do, not what was asked for once.
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from 'electron'
import { writeWholeFile } from '../core/node/whole-file.ts'
import { type AppCommand, desktopEntry, startsByEntry } from './desktop-entry.ts'

export interface LoginStart {
  isOn(): Promise<boolean>
  /** Rejects where the file of Linux can't be written. */
  set(isOn: boolean): Promise<void>
}

export interface LoginPorts {
  readonly platform: NodeJS.Platform
  readonly app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>
  /** How the app is started. */
  readonly command: AppCommand
  /** $XDG_CONFIG_HOME, or what stands for it. */
  readonly configFolder: () => string
}

export function loginStart({ platform, app, command, configFolder }: LoginPorts): LoginStart {
  return platform === 'linux' ? byAutostart(configFolder, command) : byLoginItem(app, command)
}

function byLoginItem(app: LoginPorts['app'], { path, args }: AppCommand): LoginStart {
  // Windows knows several items of one program apart by their arguments; a Mac has one for each app.
  const item = { path, args: [...args] }
  return {
    isOn: async () => app.getLoginItemSettings(item).openAtLogin,
    set: async (isOn) => app.setLoginItemSettings({ ...item, openAtLogin: isOn }),
  }
}

function byAutostart(configFolder: () => string, command: AppCommand): LoginStart {
  const folder = (): string => join(configFolder(), 'autostart')
  const file = (): string => join(folder(), 'neatwork.desktop')
  return {
    isOn: async () => startsByEntry(await textOf(file()), command),
    set: async (isOn) => {
      if (!isOn) return await rm(file(), { force: true })
      await mkdir(folder(), { recursive: true })
      await writeWholeFile(file(), desktopEntry(command), { mode: 0o644 })
    },
  }
}

/** Empty where there is none. */
async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

export interface RunningAs {
  readonly env: NodeJS.ProcessEnv
  readonly execPath: string
  /** null in a packaged app, which knows where its own parts are. */
  readonly appFolder: string | null
  /** Absolute. */
  readonly profile: string
}

/** The command that starts this very app in the background, with the profile that it has now. */
export function backgroundCommand({ env, execPath, appFolder, profile }: RunningAs): AppCommand {
  // What runs inside an AppImage lies in a mount that is gone at the next login.
  const { APPIMAGE } = env
  const path = APPIMAGE === undefined || APPIMAGE === '' ? execPath : APPIMAGE
  return {
    path,
    args: [...(appFolder === null ? [] : [appFolder]), '--hidden', '--profile', profile],
  }
}
