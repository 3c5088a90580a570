// How much room a run takes on the disk.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from './run-folder-error.ts'

/** Bytes of all files below `path`; a file that went meanwhile takes none. */
export async function bytesOnDisk(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const sizes = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => sizeOf(join(entry.parentPath, entry.name))),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}
