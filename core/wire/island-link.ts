// The link to the master of an island: a join link under another name, whose token lets islands in and no workers.
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
