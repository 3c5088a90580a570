// The icon in the tray: there while machines work for each other, so that no window has to be.
import { join } from 'node:path'
import { Menu, Tray } from 'electron'
import type { Log } from '../core/node/cluster/log.ts'
import { type TrayDoing, type TrayState, trayMenu } from './tray-menu.ts'

export interface TrayOptions {
  readonly platform: NodeJS.Platform
  /** Folder with its pictures. */
  readonly icons: string
  /** Whether this desktop shows icons at all; asked again until it does. */
  readonly isShown: () => Promise<boolean>
  readonly act: (doing: TrayDoing) => void
  readonly log: Log
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number
}

/** A desktop that shows none is not asked all the time. */
const ASK_EVERY_MS = 5000

export class AppTray {
  readonly #options: TrayOptions
  #tray: Tray | null = null
  #wanted: TrayState | null = null
  #drawn = ''
  #asking: Promise<void> | null = null
  #askedAtMs = Number.NEGATIVE_INFINITY

  constructor(options: TrayOptions) {
    this.#options = options
  }

  /** Whether somebody can find the app there. */
  get isThere(): boolean {
    return this.#tray !== null
  }

  /** Shows the state, or nothing for null. Resolves once it is known whether the desktop has a place for it. */
  async show(state: TrayState | null): Promise<void> {
    this.#wanted = state
    if (state !== null && this.#tray === null) await this.#ask()
    this.#draw()
  }

  async #ask(): Promise<void> {
    const nowMs = (this.#options.now ?? (() => performance.now()))()
    if (this.#asking === null && nowMs - this.#askedAtMs < ASK_EVERY_MS) return
    this.#askedAtMs = nowMs
    this.#asking ??= this.#make().finally(() => {
      this.#asking = null
    })
    await this.#asking
  }

  async #make(): Promise<void> {
    const { platform, icons, isShown, act, log } = this.#options
    if (!(await isShown()) || this.#wanted === null) return
    try {
      this.#tray = new Tray(join(icons, ICONS[platform] ?? 'tray.png'))
    } catch (error) {
      return log('warn', `This desktop takes no icon in its tray: ${String(error)}`)
    }
    // On a Mac a click opens the menu.
    if (platform !== 'darwin') this.#tray.on('click', () => act('show'))
  }

  #draw(): void {
    const tray = this.#tray
    const state = this.#wanted
    if (tray === null) return
    if (state === null) {
      this.#tray = null
      this.#drawn = ''
      this.#askedAtMs = Number.NEGATIVE_INFINITY
      return tray.destroy()
    }
    const { line, progress, of, isPaused } = state
    tray.setToolTip(['Neatwork', line, progress].filter((part) => part !== '').join(' – '))
    const drawn = JSON.stringify([line, of, isPaused])
    if (drawn === this.#drawn) return
    this.#drawn = drawn
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(state, this.#options.act)))
  }
}

/** A Mac colours a template itself, and takes the sharper one of the two by its name. */
const ICONS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'trayTemplate.png', win32: 'tray.ico' }
