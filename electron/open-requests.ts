// What a desktop wants the app to open: join links and files among the words of a command line, or one of them from
// macOS. Nothing is joined or loaded here: the page asks its reader.
import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { OpenRequest } from '../core/api/desktop.ts'
import { LARGEST_OPENED_FILE } from '../core/api/limits.ts'
import { parseJoinLink } from '../core/wire/join-link.ts'

export type Opening =
  | { readonly kind: 'link'; readonly text: string }
  | { readonly kind: 'path'; readonly path: string }

const FILES = /\.(neatwork|jsonc?)$/i
const LINK = /^neatwork:/i

/** Links and files in `words`; everything else, switches above all, is somebody else's. */
export function openingsIn(words: readonly string[], workingFolder: string): readonly Opening[] {
  return words.flatMap((word): readonly Opening[] => {
    if (word.startsWith('-')) return []
    if (LINK.test(word)) return [{ kind: 'link', text: word }]
    return FILES.test(word) ? [{ kind: 'path', path: resolve(workingFolder, word) }] : []
  })
}

/** Reads what has to be read. Never throws: what is wrong is said in the request. */
export async function openRequest(opening: Opening): Promise<OpenRequest> {
  return opening.kind === 'link' ? linkRequest(opening.text) : await fileRequest(opening.path)
}

function linkRequest(text: string): OpenRequest {
  const parsed = parseJoinLink(text)
  return parsed.ok ? { kind: 'join', link: text.trim() } : { kind: 'refused', message: parsed.message }
}

async function fileRequest(path: string): Promise<OpenRequest> {
  const name = basename(path)
  try {
    const { size } = await stat(path)
    if (size > LARGEST_OPENED_FILE)
      return refused(
        `${name} has ${megabytes(size)}, and a screen opens up to ${megabytes(LARGEST_OPENED_FILE)}. “neatwork runs import ${name}” takes any size.`,
      )
    return { kind: 'file', path, name, bytes: new Uint8Array(await readFile(path)) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refused(`${name} can't be opened: ${reason}. Check that it is there and may be read.`)
  }
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
const refused = (message: string): OpenRequest => ({ kind: 'refused', message })
