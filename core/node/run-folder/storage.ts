// What a run folder asks of the disk, and when it is sure of it. Nothing else writes into a run folder, so that tests can
// pull the plug at every point.
import { appendFileSync, renameSync, writeFileSync } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, truncate } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeWholeFile } from '../whole-file.ts'

/** Names are relative to the run folder, with slashes. Every promise rejects with what the file system says. */
export interface Storage {
  /** Adds to the end; a process that is killed leaves a beginning of it, a power cut maybe nothing or zeros. */
  append(name: string, text: string): Promise<void>
  /** Whole or not at all, unless the power is cut before it is `synced`: then maybe neither the old nor the new. */
  replace(
    name: string,
    content: string | Uint8Array,
    how: { readonly synced: boolean; readonly mode?: number },
  ): Promise<void>
  /** A copy under another name, on the disk itself. */
  keep(name: string, as: string): Promise<void>
  remove(name: string): Promise<void>
  cut(name: string, bytes: number): Promise<void>
  /**
   * Adds to the end at once: it survives the process when it returns, though not a power cut before the next `sync`. For
   * small texts that come at any time. Throws what the file system says.
   */
  jot(name: string, text: string): void
  /** Another file in the place of this one, at once: whole or not at all, unless the power is cut. Throws as `jot` does. */
  renew(name: string, text: string): void
  /** What was appended is on the disk itself, and so are the names of files. */
  sync(names: readonly string[]): Promise<void>
}

export type OpenStorage = (path: string) => Storage

export const diskStorage: OpenStorage = (path) => {
  const at = (name: string) => join(path, name)
  return {
    async append(name, text) {
      const file = await open(at(name), 'a')
      try {
        await file.writeFile(text)
      } finally {
        await file.close()
      }
    },
    async replace(name, content, { synced, mode }) {
      if (name.includes('/')) await mkdir(dirname(at(name)), { recursive: true })
      await writeWholeFile(at(name), content, { synced, ...(mode !== undefined && { mode }) })
      if (synced) await syncFolder(dirname(at(name)))
    },
    async keep(name, as) {
      const folder = dirname(at(as))
      await mkdir(folder, { recursive: true })
      // Whole or not at all: a copy that was cut short has another name.
      const unfinished = join(folder, 'unfinished')
      await copyFile(at(name), unfinished)
      await syncFile(unfinished)
      await rename(unfinished, at(as))
      await syncFolder(folder)
    },
    remove: (name) => rm(at(name), { force: true }),
    cut: (name, bytes) => truncate(at(name), bytes),
    // Opened each time: a file that stays open keeps its disk from being taken away or made read-only.
    jot: (name, text) => appendFileSync(at(name), text),
    renew(name, text) {
      writeFileSync(`${at(name)}.unfinished`, text)
      renameSync(`${at(name)}.unfinished`, at(name))
    },
    async sync(names) {
      for (const name of names) await syncFile(at(name))
      await syncFolder(path)
    },
  }
}

/** A file that isn't there has nothing to be synced. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  try {
    await file?.sync()
  } finally {
    await file?.close()
  }
}

/** Names of files are kept in folders; Windows keeps them safe by itself and opens no folder. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
