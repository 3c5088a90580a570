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
}

export class AppTray {
  readonly #options: TrayOptions
  #tray: Tray | null = null
  #wanted: TrayState | null = null
  #drawn = ''
  #asking: Promise<void> | null = null

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
    if (state !== null && this.#tray === null) {
      this.#asking ??= this.#make().finally(() => {
        this.#asking = null
      })
      await this.#asking
    }
    this.#draw()
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
      return tray.destroy()
    }
    const drawn = JSON.stringify(state)
    // A menu that is set anew closes under the pointer.
    if (drawn === this.#drawn) return
    this.#drawn = drawn
    tray.setToolTip(`Neatwork – ${state.line}`)
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(state, this.#options.act)))
  }
}

/** A Mac colours a template itself, and takes the sharper one of the two by its name. */
const ICONS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'trayTemplate.png', win32: 'tray.ico' }
