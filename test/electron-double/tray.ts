// Tray: notes what its icon would say and offer, so that specs can read it and click on it. Nothing is drawn.
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { app } from './app.ts'
import type { Menu } from './menu.ts'

export class Tray extends EventEmitter {
  /** All that are there; the double's own. */
  static readonly shown: Tray[] = []
  toolTip = ''
  menu: Menu | null = null

  constructor(image: string) {
    super()
    if (!app.isReady()) throw new Error('Cannot create Tray before app is ready')
    if (!existsSync(image)) throw new Error(`Failed to load image from path '${image}'`)
    Tray.shown.push(this)
  }

  setToolTip(text: string): void {
    this.toolTip = text
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }

  destroy(): void {
    Tray.shown.splice(Tray.shown.indexOf(this), 1)
  }
}
