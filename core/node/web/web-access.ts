// Who comes with which token: two links, one for the owner and one for an audience. A browser gives its token once and keeps a
// cookie instead, which no script can read and no other site can make it send. Machines show the token itself.
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { AUDIENCE_ACCESS, FULL_ACCESS, OWNER_ACCESS } from '../../api/access.ts'
import type { Access } from '../../api/views.ts'
import { tokenMatcher } from '../cluster/token.ts'
import { tokenOf } from './watcher-pages.ts'

export interface WebAccessOptions {
  readonly token: string
  readonly port: number
  readonly isSecure: boolean
  /** Whether the owner may name files of this machine. */
  readonly allowFiles: boolean
}

interface Key {
  readonly isToken: (candidate: string) => boolean
  readonly cookie: string
  readonly isCookie: (candidate: string) => boolean
  readonly access: Access
}

export class WebAccess {
  /** Shows everything and changes nothing; from it nobody can tell the owner's. */
  readonly audienceToken: string
  readonly #keys: readonly Key[]
  readonly #cookieName: string
  readonly #isSecure: boolean

  constructor({ token, port, isSecure, allowFiles }: WebAccessOptions) {
    this.audienceToken = derived('audience', token)
    this.#isSecure = isSecure
    // Cookies know no ports: the name does. Browsers take a __Host- cookie from this very host over TLS only.
    this.#cookieName = `${isSecure ? '__Host-' : ''}neatwork-${port}`
    this.#keys = [
      keyOf(token, allowFiles ? FULL_ACCESS : OWNER_ACCESS),
      keyOf(this.audienceToken, AUDIENCE_ACCESS),
    ]
  }

  /** What a request may do by its cookie, or by the token as machines send it; null: nothing. */
  of(request: IncomingMessage): Access | null {
    const cookie = this.#cookieOf(request)
    const bearer = request.headers.authorization === undefined ? '' : tokenOf(request)
    const found = this.#keys.find(({ isCookie, isToken }) => isCookie(cookie) || isToken(bearer))
    return found?.access ?? null
  }

  /** Whether metrics may be read: as everything else, or with the token in the address, as a person types it. */
  mayWatch(request: IncomingMessage): boolean {
    const shown = tokenOf(request)
    return this.of(request) !== null || this.#keys.some(({ isToken }) => isToken(shown))
  }

  /** The cookie in exchange for a token, or null for one that opens nothing. */
  cookieFor(token: string): string | null {
    const key = this.#keys.find(({ isToken }) => isToken(token))
    if (key === undefined) return null
    const secure = this.#isSecure ? '; Secure' : ''
    return `${this.#cookieName}=${key.cookie}; Path=/; HttpOnly; SameSite=Strict${secure}`
  }

  #cookieOf({ headers }: IncomingMessage): string {
    for (const pair of (headers.cookie ?? '').split(';')) {
      const [name, value = ''] = pair.trim().split('=', 2)
      if (name === this.#cookieName) return value
    }
    return ''
  }
}

function keyOf(token: string, access: Access): Key {
  const cookie = derived('cookie', token)
  return { isToken: tokenMatcher(token), cookie, isCookie: tokenMatcher(cookie), access }
}

/** As long as a token, and no way back to it. */
function derived(purpose: string, token: string): string {
  return createHash('sha256').update(`neatwork ${purpose}\0${token}`).digest('base64url').slice(0, 27)
}
