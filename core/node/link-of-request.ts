// The join link that somebody put into a screen's form.
import { ApiError } from '../api/neatwork-api.ts'
import { type JoinLink, parseJoinLink } from '../wire/join-link.ts'

const PLAIN_BY_TERMINAL =
  'The join link leads to a master without TLS, which is for tests on one machine: join it with neatwork worker --insecure.'

/** Throws {@link ApiError} with what is wrong. */
export function linkOfRequest(text: string): JoinLink {
  const parsed = parseJoinLink(text)
  if (!parsed.ok) throw new ApiError('bad-request', parsed.message)
  if (parsed.link.fingerprint === null) throw new ApiError('bad-request', PLAIN_BY_TERMINAL)
  return parsed.link
}
