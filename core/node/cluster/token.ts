// Join tokens: made of 160 random bits, compared in constant time.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export function newToken(): string {
  return randomBytes(20).toString('base64url')
}

/** A comparison with `token` whose duration tells nothing about it. */
export function tokenMatcher(token: string): (candidate: string) => boolean {
  const expected = digest(token)
  return (candidate) => timingSafeEqual(expected, digest(candidate))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
