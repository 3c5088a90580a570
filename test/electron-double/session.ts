// session.defaultSession: the permission handlers, and what Chromium is told of their answers.
import type { Chromium } from './chromium.ts'

type Check = (page: null, permission: string, origin: string, details: object) => boolean

/** Electron's name of a permission → how the DevTools protocol names it. */
const PERMISSIONS: Readonly<Record<string, { readonly name: string; readonly [option: string]: unknown }>> = {
  'clipboard-sanitized-write': { name: 'clipboard-write', allowWithoutSanitization: false },
  'clipboard-read': { name: 'clipboard-read' },
  geolocation: { name: 'geolocation' },
  notifications: { name: 'notifications' },
  media: { name: 'camera' },
  midi: { name: 'midi' },
}

export class Session {
  #check: Check | null = null
  #request: unknown = null

  setPermissionCheckHandler(handler: Check | null): void {
    this.#check = handler
  }

  setPermissionRequestHandler(handler: unknown): void {
    this.#request = handler
  }

  setDevicePermissionHandler(_handler: unknown): void {}

  /** Without handlers Electron grants everything; with them the double asks the check handler in advance. */
  async applyPermissions({ connection, contextId }: Chromium, origin: string, url: string): Promise<void> {
    for (const [permission, descriptor] of Object.entries(PERMISSIONS)) {
      const open = this.#check === null && this.#request === null
      const granted = open || this.#check?.(null, permission, url, { requestingUrl: url }) === true
      await connection.browser.send('Browser.setPermission', {
        browserContextId: contextId,
        origin,
        permission: descriptor,
        setting: granted ? 'granted' : 'denied',
      })
    }
  }
}

export const session = { defaultSession: new Session() }
