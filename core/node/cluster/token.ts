// Join tokens: made of 160 random bits, compared in constant time.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export function newToken(): string {
  return randomBytes(20).toString('base64url')
}

/**
 * What lets islands in at a master whose workers come in by `token`: the same as long as both that and the master's private
 * key stay, and nothing that a worker could find out.
 */
export function islandToken(token: string, key: string): string {
  return createHmac('sha256', key).update(`neatwork islands ${token}`).digest('base64url')
}

/** A comparison with `token` whose duration tells nothing about it. */
export function tokenMatcher(token: string): (candidate: string) => boolean {
  const expected = digest(token)
  return (candidate) => timingSafeEqual(expected, digest(candidate))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
