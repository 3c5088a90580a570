// Which master somebody means who filled in a screen's form: by link, or by address and code.
import type { JoinRequest } from '../api/commands.ts'
import { ApiError } from '../api/neatwork-api.ts'
import { isAddress, type JoinLink, parseAddress, parseJoinLink } from '../wire/join-link.ts'
import { typedCode } from '../wire/typed-code.ts'
import { joinByCode } from './cluster/join-code.ts'

const PLAIN_BY_TERMINAL =
  'The join link leads to a master without TLS, which is for tests on one machine: join it with neatwork worker --insecure.'

/** Rejects with {@link ApiError}, which says what is wrong. */
export async function linkOfRequest(
  { link, code }: Pick<JoinRequest, 'link' | 'code'>,
  timeoutMs: number,
): Promise<JoinLink> {
  if (code === undefined || !isAddress(link)) return linkOf(link)
  const digits = typedCode(code)
  if (digits === null) throw new ApiError('bad-request', 'A join code has nine digits, such as 482 177 305.')
  const joined = await joinByCode(parseAddress(link), digits, timeoutMs)
  if (joined.ok) return joined.link
  throw new ApiError('failed', joined.message)
}

function linkOf(text: string): JoinLink {
  const parsed = parseJoinLink(text)
  if (!parsed.ok) throw new ApiError('bad-request', parsed.message)
  if (parsed.link.fingerprint === null) throw new ApiError('bad-request', PLAIN_BY_TERMINAL)
  return parsed.link
}
