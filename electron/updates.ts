// Looks now and then whether there is a newer Neatwork, where somebody named a place to look at. It downloads nothing.
import { UPDATE_FEED, type UpdatesView } from '../core/api/desktop.ts'
import { addressFault, isNewer, type Release, readFeed } from './update-feed.ts'

export const LOOK_EVERY_MS = 24 * 3600 * 1000
const ANSWER_WITHIN_MS = 15_000
/** A `latest.yml` has a few hundred bytes. */
const MOST_BYTES = 64 * 1024

export interface UpdatePorts {
  readonly current: string
  /** Address of the feed, or null where nobody named one. */
  readonly feed: () => Promise<string | null>
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Shows a page in the person's browser, once they have said so. */
  readonly openPage: (url: string) => Promise<void>
}

/** The address among what a person likes, whose values are JSON. */
export function feedIn(preferences: Readonly<Record<string, string>>): string | null {
  const kept = preferences[UPDATE_FEED]
  if (kept === undefined) return null
  const read: unknown = JSON.parse(kept)
  return typeof read === 'string' ? read.trim() : null
}

export class Updates {
  readonly #ports: UpdatePorts
  #view: UpdatesView = { kind: 'off' }
  #release: Release | null = null

  constructor(ports: UpdatePorts) {
    this.#ports = ports
  }

  view(): UpdatesView {
    return this.#view
  }

  /** Never rejects: what went wrong is told by the view. */
  async look(): Promise<UpdatesView> {
    this.#release = null
    try {
      this.#view = await this.#looked()
    } catch (error) {
      this.#view = { kind: 'failed', message: `The releases could not be read: ${reasonOf(error)}.` }
    }
    return this.#view
  }

  /** Does nothing where there is nothing newer. */
  async openPage(): Promise<null> {
    if (this.#release !== null) await this.#ports.openPage(this.#release.page)
    return null
  }

  async #looked(): Promise<UpdatesView> {
    const { current, feed, fetch } = this.#ports
    const address = await feed()
    if (address === null || address === '') return { kind: 'off' }
    const fault = addressFault(address)
    if (fault !== null) return { kind: 'failed', message: fault }
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
    const response = await fetch(address, { signal, credentials: 'omit', cache: 'no-store' })
    if (!response.ok) return { kind: 'failed', message: `The releases' host answered ${response.status}.` }
    const read = readFeed(await textOf(response), address)
    if (!read.ok) return { kind: 'failed', message: read.message }
    if (!isNewer(read.release.version, current)) return { kind: 'current' }
    this.#release = read.release
    return { kind: 'newer', version: read.release.version }
  }
}

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.length
    if (bytes > MOST_BYTES) throw new RangeError(`there are more than ${MOST_BYTES} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function reasonOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return name === 'TimeoutError' ? 'their host does not answer' : message.replace(/\.$/, '')
}
