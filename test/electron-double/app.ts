// app: life of the process, its folders, and one instance per profile. The order of events is Electron's.
import { EventEmitter } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium } from './chromium.ts'
import { InstanceLock } from './instance-lock.ts'

/** An event whose default can be prevented. */
export function preventable(): { preventDefault(): void; readonly defaultPrevented: boolean } {
  let prevented = false
  return {
    preventDefault: () => {
      prevented = true
    },
    get defaultPrevented() {
      return prevented
    },
  }
}

class App extends EventEmitter {
  readonly isPackaged = false
  readonly #paths = new Map<string, string>()
  readonly #appFolder = appFolderOf(process.argv[1] ?? process.cwd())
  readonly #ready = this.#becomeReady()
  #isReady = false
  #quitting = false
  #lock: InstanceLock | null = null
  /** Set by BrowserWindow: closes all windows; false if one of them would not. */
  closeWindows: () => boolean = () => true

  getAppPath(): string {
    return this.#appFolder
  }

  getName(): string {
    const { productName, name } = this.#packageJson()
    return String(productName ?? name)
  }

  getVersion(): string {
    return String(this.#packageJson()['version'])
  }

  getPath(name: string): string {
    const home = homedir()
    const appData = process.env['XDG_CONFIG_HOME'] ?? join(home, '.config')
    const known: Record<string, string> = {
      ...{ home, appData, documents: join(home, 'Documents') },
      userData: join(appData, this.getName()),
    }
    const path = this.#paths.get(name) ?? known[name]
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Path must exist: ${path}`)
    this.#paths.set(name, path)
  }

  /** Nobody starts the double at login. */
  getLoginItemSettings(): { readonly openAtLogin: boolean; readonly wasOpenedAtLogin: boolean } {
    return { openAtLogin: false, wasOpenedAtLogin: false }
  }

  isReady(): boolean {
    return this.#isReady
  }

  whenReady(): Promise<void> {
    return this.#ready
  }

  /** Every window of the double is sandboxed in any case. */
  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  requestSingleInstanceLock(): boolean {
    this.#lock ??= InstanceLock.take(this.getPath('userData'), (argv, cwd) =>
      this.emit('second-instance', preventable(), argv, cwd),
    )
    return this.#lock !== null
  }

  quit(): void {
    const event = preventable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#quitting = true
    if (this.closeWindows()) this.#willQuit()
    else this.#quitting = false
  }

  exit(code = 0): void {
    this.#lock?.release()
    this.emit('quit', {}, code)
    process.exit(code)
  }

  /** Called when the last window has closed. */
  lastWindowClosed(): void {
    if (this.#quitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  #willQuit(): void {
    const event = preventable()
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exit(0)
  }

  async #becomeReady(): Promise<void> {
    // The main module runs to its end before the app is ready, as in Electron.
    await new Promise(setImmediate)
    await chromium()
    this.#isReady = true
    this.emit('ready')
  }

  #packageJson(): Record<string, unknown> {
    return JSON.parse(readFileSync(join(this.#appFolder, 'package.json'), 'utf8'))
  }
}

/** The nearest folder above `file` with a package.json. */
function appFolderOf(file: string): string {
  const folder = dirname(file)
  if (existsSync(join(folder, 'package.json')) || folder === dirname(folder)) return folder
  return appFolderOf(folder)
}

export const app = new App()

// Electron quits on both signals, with all events. The listeners stay: while a file is written whole, signal-exit ends a
// process by its signal in which nobody else listens.
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())
