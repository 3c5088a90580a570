// What a release feed says: electron-builder's `latest.yml`, or a file with no more than its version. Pure.
import { parse } from 'yaml'

export interface Release {
  /** Three numbers. */
  readonly version: string
  /** https, at the host of the feed. */
  readonly page: string
}

export type ReadFeed =
  | { readonly ok: true; readonly release: Release }
  | { readonly ok: false; readonly message: string }

/** Why `text` can't be a feed's address, or null. */
export function addressFault(text: string): string | null {
  if (!URL.canParse(text))
    return 'The address of the releases is no address; give it as https://HOST/…/latest.yml.'
  const { protocol, username, password } = new URL(text)
  if (protocol !== 'https:') return 'The address of the releases must begin with https://.'
  return username === '' && password === '' ? null : 'The address of the releases must not hold a password.'
}

/** `page` beside `version` names the page of the release; without it that is the folder of the feed. */
export function readFeed(text: string, feed: string): ReadFeed {
  const { version, page = '.' } = fieldsIn(text)
  if (typeof version !== 'string' || !/^\d+\.\d+\.\d+$/.test(version.split(/[-+]/)[0] ?? ''))
    return fault(`has no version such as 1.2.3`)
  const at = new URL(feed)
  if (typeof page !== 'string' || !URL.canParse(page, feed)) return fault('names a page that is no address')
  const to = new URL(page, feed)
  if (to.protocol !== 'https:' || to.host !== at.host)
    return fault(`names a page elsewhere than at ${at.host}`)
  return { ok: true, release: { version, page: to.href } }
}

const fault = (what: string): ReadFeed => ({ ok: false, message: `The file of the releases ${what}.` })

/** Texts only: 1.10 is no number here. Nothing where it can't be read. */
function fieldsIn(text: string): { readonly version?: unknown; readonly page?: unknown } {
  try {
    const read: unknown = parse(text, { schema: 'failsafe', maxAliasCount: 0, logLevel: 'silent' })
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return {} // whatever is wrong with it, it names no version
  }
}

/** By Semantic Versioning's three numbers. A version that is made for trying out is never offered. */
export function isNewer(version: string, than: string): boolean {
  if (/[-]/.test(version)) return false
  const [theirs, ours] = [numbersOf(version), numbersOf(than)]
  const at = theirs.findIndex((number, index) => number !== ours[index])
  return at >= 0 && (theirs[at] ?? 0) > (ours[at] ?? 0)
}

const numbersOf = (version: string): readonly number[] =>
  (version.split(/[-+]/)[0] ?? '').split('.').map(Number)
