// Preloaded in front of the packed main process: as much of `electron` as it needs to begin, without a window. What it sets
// up for a desktop is taken and forgotten; commands come from the parent process, replies and events go there.
import { EventEmitter } from 'node:events'
import { registerHooks } from 'node:module'
import { argv, env } from 'node:process'
import '../../electron-double/run-as-node.ts'
import {
  COMMAND_CHANNEL,
  EVENT_CHANNEL,
  SUBSCRIBE_CHANNEL,
  TAKEN_CHANNEL,
} from '../../../electron/channels.ts'
import { APP_PAGE_URL } from '../../../electron/origin.ts'

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: import.meta.url, shortCircuit: true } : next(specifier, context),
})

const ignore = (): void => {}
const folder = argv[1]?.replace(/[\\/]\.vite[\\/].*$/, '') ?? ''

class Page extends EventEmitter {
  readonly id = 1
  isDestroyed = (): boolean => false
  setWindowOpenHandler = ignore
  send(channel: string, subscription: number, event: unknown): void {
    if (channel !== EVENT_CHANNEL) return
    process.send?.({ event })
    listeners.emit(TAKEN_CHANNEL, fromPage, subscription)
  }
}
const page = new Page()
const fromPage = { sender: page, senderFrame: { parent: null, url: APP_PAGE_URL } }

type Handler = (event: unknown, name: unknown, request: unknown) => Promise<unknown>
let answer: Handler | null = null
const listeners = new EventEmitter()

export class BrowserWindow extends EventEmitter {
  readonly webContents = page
  isDestroyed = (): boolean => false
  isFocused = (): boolean => true
  isVisible = (): boolean => true
  show = ignore
  setProgressBar = ignore
  async loadURL(): Promise<void> {
    // A page comes after its window.
    await new Promise(setImmediate)
    listeners.emit(SUBSCRIBE_CHANNEL, fromPage, 1)
    process.send?.({ opened: true })
  }
}

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  getAppPath: () => folder,
  getPath: () => env['NEATWORK_HOME'] ?? '',
  getName: () => 'Neatwork',
  getVersion: () => '0.0.0',
  setPath: ignore,
  setAsDefaultProtocolClient: () => true,
  requestSingleInstanceLock: () => true,
  enableSandbox: ignore,
  whenReady: async () => {},
  getLoginItemSettings: () => ({ openAtLogin: false, wasOpenedAtLogin: false }),
  quit: () => process.exit(0),
  exit: (code: number) => process.exit(code),
})
export const ipcMain = Object.assign(listeners, {
  handle(channel: string, handler: Handler) {
    if (channel === COMMAND_CHANNEL) answer = handler
  },
})
process.on('message', async ({ name, request }: { name: unknown; request: unknown }) => {
  process.send?.({ reply: await answer?.(fromPage, name, request) })
})

export const Menu = { setApplicationMenu: ignore, buildFromTemplate: ignore }
export const protocol = { registerSchemesAsPrivileged: ignore, handle: ignore }
export const session = {
  defaultSession: {
    setPermissionCheckHandler: ignore,
    setPermissionRequestHandler: ignore,
    setDevicePermissionHandler: ignore,
  },
}
export const powerMonitor = { getSystemIdleTime: () => 0 }
export const powerSaveBlocker = { start: () => 1, stop: ignore }
export const Notification = { isSupported: (): boolean => false }
export const screen = { getAllDisplays: () => [] }
export const shell = {}
export const dialog = {}
export const utilityProcess = {}
