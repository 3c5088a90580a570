// Notification: notes what would be shown, so that specs can look at it and click on it. Nothing is drawn.
import { EventEmitter } from 'node:events'

interface NotificationOptions {
  readonly title?: string
  readonly body?: string
}

export class Notification extends EventEmitter {
  /** All that were shown, oldest first; the double's own. */
  static readonly shown: Notification[] = []
  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: NotificationOptions = {}) {
    super()
    this.title = title
    this.body = body
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    Notification.shown.push(this)
    this.emit('show', {})
  }

  close(): void {
    this.emit('close', {})
  }
}
