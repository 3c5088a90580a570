// BrowserWindow: a window is a page of the running Chromium. It takes only windows as an app should make them.
import { EventEmitter } from 'node:events'
import { isAbsolute } from 'node:path'
import { app, preventable } from './app.ts'
import { WebContents } from './web-contents.ts'

interface WindowOptions {
  readonly title?: string
  readonly width?: number
  readonly height?: number
  readonly show?: boolean
  readonly webPreferences?: {
    readonly preload?: string
    readonly sandbox?: boolean
    readonly contextIsolation?: boolean
    readonly nodeIntegration?: boolean
    readonly [preference: string]: unknown
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly #all: BrowserWindow[] = []
  readonly id: number
  readonly webContents: WebContents
  readonly #title: string
  #destroyed = false
  #visible: boolean
  #minimized = false
  /** How often the window was brought to the front; for specs. */
  focusCount = 0

  constructor(options: WindowOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const { preload, sandbox, contextIsolation, nodeIntegration } = options.webPreferences ?? {}
    if (sandbox === false || contextIsolation === false || nodeIntegration === true)
      throw new Error('The double has sandboxed, isolated windows without Node only.')
    if (preload !== undefined && !isAbsolute(preload))
      throw new Error(`preload script must have absolute path: ${preload}`)
    this.#title = options.title ?? app.getName()
    this.#visible = options.show ?? true
    this.webContents = new WebContents({
      preload: preload ?? null,
      width: options.width ?? 800,
      height: options.height ?? 600,
    })
    this.id = this.webContents.id
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.once('destroyed', () => this.#gone())
    BrowserWindow.#all.push(this)
    app.closeWindows = () =>
      BrowserWindow.#all.slice().forEach((window) => {
        window.destroy()
      })
  }

  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.#all.slice()
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.#all.find((window) => window.webContents === contents) ?? null
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  getTitle(): string {
    return this.#title
  }

  show(): void {
    this.#visible = true
    this.#minimized = false
  }

  isVisible(): boolean {
    return this.#visible
  }

  focus(): void {
    this.focusCount++
  }

  /** Nobody looks at the double's windows. */
  isFocused(): boolean {
    return false
  }

  /** What the taskbar shows; for specs. */
  progressBar: { readonly value: number; readonly mode: string } = { value: -1, mode: 'none' }

  setProgressBar(value: number, { mode = 'normal' }: { readonly mode?: string } = {}): void {
    this.progressBar = { value, mode }
  }

  minimize(): void {
    this.#minimized = true
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  restore(): void {
    this.#minimized = false
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  close(): void {
    const event = preventable()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (!this.#destroyed) this.webContents.destroy()
  }

  #gone(): void {
    this.#destroyed = true
    BrowserWindow.#all.splice(BrowserWindow.#all.indexOf(this), 1)
    this.emit('closed')
    if (BrowserWindow.#all.length === 0) app.lastWindowClosed()
  }
}
