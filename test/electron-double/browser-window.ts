// BrowserWindow: a window is a page of the running Chromium. It takes only windows as an app should make them.
import { EventEmitter } from 'node:events'
import { isAbsolute } from 'node:path'
import { app, preventable } from './app.ts'
import type { Rectangle } from './screen.ts'
import { WebContents } from './web-contents.ts'

interface WindowOptions {
  readonly title?: string
  readonly x?: number
  readonly y?: number
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
  #maximized = false
  #bounds: Rectangle
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
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.#bounds = { x, y, width, height }
    this.webContents = new WebContents({
      preload: preload ?? null,
      width,
      height,
    })
    this.id = this.webContents.id
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.once('destroyed', () => this.#gone())
    BrowserWindow.#all.push(this)
    app.emit('browser-window-created', {}, this)
    app.closeWindows = () => {
      for (const window of BrowserWindow.#all.slice()) window.close()
      return BrowserWindow.#all.length === 0
    }
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

  /** Where the window stands when it is neither maximized nor minimized. */
  getNormalBounds(): Rectangle {
    return { ...this.#bounds }
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
  }

  maximize(): void {
    this.#maximized = true
  }

  isMaximized(): boolean {
    return this.#maximized
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
