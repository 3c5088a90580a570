// Masters that this machine has worked for, with the links that let it in again. Tokens are secrets: the file is its
// owner's only, and screens are told addresses.
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { KnownMaster } from '../api/home-requests.ts'
import { ApiError } from '../api/neatwork-api.ts'
import { formatAddress, formatJoinLink, type JoinLink, parseJoinLink } from '../wire/join-link.ts'
import type { Log } from './cluster/log.ts'
import type { ClusterWorker } from './cluster/worker.ts'
import { KeptFile } from './kept-file.ts'
import type { RequestedWorker } from './requested-worker.ts'

const masterSchema = z.object({
  link: z.string(),
  name: z.string(),
  slots: z.int(),
  onlyWhenIdle: z.number().nullable(),
  joinedAtMs: z.number(),
})
const schema = z.object({ version: z.literal(1), masters: z.array(masterSchema) })
type Kept = z.output<typeof masterSchema>

const MOST = 8

export class KnownMasters {
  readonly #file: KeptFile<z.output<typeof schema>>

  constructor(folder: string | null, log: Log) {
    this.#file = new KeptFile({
      folder,
      file: 'masters.json',
      schema,
      empty: { version: 1, masters: [] },
      log,
    })
  }

  /** The one of the last time first. */
  async list(): Promise<readonly KnownMaster[]> {
    const { masters } = await this.#file.read()
    return masters.flatMap(({ link, ...master }) => {
      const parsed = parseJoinLink(link)
      return parsed.ok ? [{ ...master, id: idOf(parsed.link), address: formatAddress(parsed.link) }] : []
    })
  }

  async remember(link: JoinLink, master: Omit<Kept, 'link'>): Promise<void> {
    const id = idOf(link)
    await this.#file.change(({ masters, ...rest }) => {
      const others = masters.filter((other) => idOfText(other.link) !== id)
      return { ...rest, masters: [{ ...master, link: formatJoinLink(link) }, ...others].slice(0, MOST) }
    })
  }

  /** A master that let this worker in is remembered; a link that leads nowhere isn't, and neither is a broker. */
  rememberOnceIn(worker: ClusterWorker, { link, name, slots, onlyWhenIdle }: RequestedWorker): void {
    if ('connect' in link) return
    const stop = worker.onStatus(({ connection: { kind } }) => {
      if (kind !== 'idle' && kind !== 'working' && kind !== 'paused') return
      stop()
      void this.remember(link, { name, slots, onlyWhenIdle, joinedAtMs: Date.now() })
    })
  }

  async forget(id: string): Promise<void> {
    await this.#file.change(({ masters, ...rest }) => ({
      ...rest,
      masters: masters.filter(({ link }) => idOfText(link) !== id),
    }))
  }

  /** Rejects with {@link ApiError} where it was forgotten. */
  async linkOf(id: string): Promise<string> {
    const { masters } = await this.#file.read()
    const found = masters.find(({ link }) => idOfText(link) === id)
    if (found === undefined) throw new ApiError('not-found', 'That master is not known any more.')
    return found.link
  }
}

function idOfText(link: string): string | null {
  const parsed = parseJoinLink(link)
  return parsed.ok ? idOf(parsed.link) : null
}

/** By its certificate, which outlives addresses and tokens. */
function idOf(link: JoinLink): string {
  return createHash('sha256')
    .update(link.fingerprint ?? formatAddress(link))
    .digest('base64url')
    .slice(0, 22)
}
