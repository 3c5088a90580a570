// The Chromium behind the double: one browser context per app, so that apps share neither storage nor permissions.
import { randomUUID } from 'node:crypto'
import { CdpConnection } from './cdp.ts'

export interface Chromium {
  readonly connection: CdpConnection
  readonly contextId: string
}

let opened: Promise<Chromium> | null = null

/** Connects on first use. */
export function chromium(): Promise<Chromium> {
  opened ??= open()
  return opened
}

async function open(): Promise<Chromium> {
  const endpoint = process.env['NEATWORK_DOUBLE_CDP']
  if (endpoint === undefined)
    throw new Error('Set NEATWORK_DOUBLE_CDP to the DevTools address of a Chromium.')
  const connection = await CdpConnection.open(endpoint)
  const { browserContextId } = await connection.browser.send('Target.createBrowserContext', {
    disposeOnDetach: true,
  })
  return { connection, contextId: String(browserContextId) }
}

/** Tells apart the pages of several apps in one browser. Specs find an app's page by it. */
const INSTANCE = process.env['NEATWORK_DOUBLE_INSTANCE'] ?? randomUUID().slice(0, 8)

/**
 * Chromium knows no custom schemes unless Electron registers them. The double gives app://host/path the address
 * https://host.app.<instance>.invalid/path: a secure origin of its own that no server can have (RFC 6761).
 */
export function standIn(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/]+)(\/.*)?$/i.exec(url)
  if (match === null || /^(https?|file|data|about|blob|chrome|devtools)$/i.test(match[1] ?? '')) return url
  return `https://${match[2]}.${match[1]}.${INSTANCE}.invalid${match[3] ?? '/'}`
}

/** The address that the app knows; the reverse of {@link standIn}. */
export function realUrl(url: string): string {
  const match = /^https:\/\/([^/]+)\.([a-z0-9+-]+)\.([a-z0-9-]+)\.invalid(\/.*)?$/i.exec(url)
  return match === null || match[3] !== INSTANCE ? url : `${match[2]}://${match[1]}${match[4] ?? '/'}`
}
