// The link to the master of an island: a join link under another name, whose token lets islands in and no workers.
import { isBrokerAddress, parseBrokerAddress } from './broker/broker-address.ts'
import { formatJoinLink, type JoinLink, type ParsedJoinLink, parseJoinLink } from './join-link.ts'

const JOIN = /^neatwork:\/\/join\//
const ISLAND = /^neatwork:\/\/island\//

export function formatIslandLink(link: JoinLink): string {
  return formatJoinLink(link).replace(JOIN, 'neatwork://island/')
}

export function parseIslandLink(text: string): ParsedJoinLink {
  const trimmed = text.trim()
  if (JOIN.test(trimmed)) {
    const message =
      'That is the link for workers. Copy the one for islands, neatwork://island/…, from the master of the other island.'
    return { ok: false, message }
  }
  const parsed = parseJoinLink(trimmed.replace(ISLAND, 'neatwork://join/'))
  if (parsed.ok) return parsed
  const message = parsed.message
    .replaceAll('neatwork://join/', 'neatwork://island/')
    .replaceAll('join link', 'link')
  return { ok: false, message }
}

/** What is expected of a neighbour, as the end of a sentence. */
export const NEIGHBOUR_SHAPE =
  'must be the link of an island, neatwork://island/…, as its master prints it, or a broker, nats://broker.example:4222'

/** Whether `text` leads to other islands: the link of one, or a broker where they meet. */
export function isNeighbour(text: string): boolean {
  return isBrokerAddress(text) ? parseBrokerAddress(text).ok : parseIslandLink(text).ok
}
