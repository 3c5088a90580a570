// A file that is replaced whole or not at all: written beside the old one, made sure of, then put in its place.
import { open, realpath, rename, rm, stat } from 'node:fs/promises'

export interface WholeFileOptions {
  /** Rights of the file; by default those of the one that it replaces, or what the account gives to new ones. */
  readonly mode?: number
  /** Whether the content is on the disk itself before it is put in place (default: true). */
  readonly synced?: boolean
}

/** By path: the last one that was begun, so that the same file is written in the order of the calls. */
const underWay = new Map<string, Promise<void>>()
let begun = 0

/**
 * Resolves once the file has this content. Rejects with what the file system says; then the old file is as it was.
 * Every byte is written before the file is put in place: a disk that gets full takes a part of a write without an error,
 * which only the next one tells.
 */
export function writeWholeFile(
  path: string,
  content: string | Uint8Array,
  options: WholeFileOptions = {},
): Promise<void> {
  const before = underWay.get(path) ?? Promise.resolve()
  const writing = before.catch(() => {}).then(() => replaced(path, content, options))
  underWay.set(path, writing)
  const over = () => {
    if (underWay.get(path) === writing) underWay.delete(path)
  }
  writing.then(over, over)
  return writing
}

async function replaced(
  path: string,
  content: string | Uint8Array,
  { mode, synced = true }: WholeFileOptions,
): Promise<void> {
  // What a link leads to is replaced, and not the link.
  const target = await realpath(path).catch(() => path)
  const rights = mode ?? (await stat(target).catch(() => null))?.mode
  const unfinished = `${target}.unfinished-${process.pid}-${begun++}`
  try {
    const file = await open(unfinished, 'wx', rights)
    try {
      await file.writeFile(content)
      if (rights !== undefined) await file.chmod(rights)
      if (synced) await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, target)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {})
    throw error
  }
}
