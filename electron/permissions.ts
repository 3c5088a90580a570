// What the page may ask of the machine: to put text on the clipboard (the join link's copy button), and nothing else.
import type { Session } from 'electron'
import { isAppUrl } from './origin.ts'

export function restrictPermissions(session: Session): void {
  session.setPermissionCheckHandler((_page, permission, origin) => isAllowed(permission, origin))
  session.setPermissionRequestHandler((_page, permission, answer, details) =>
    answer(isAllowed(permission, details.requestingUrl)),
  )
  session.setDevicePermissionHandler(() => false)
}

function isAllowed(permission: string, url: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(url)
}
