// The join links of a master that listens here, in a file for its owner's eyes only: programs of the same account on the
// same machine find the master by its port. The file is gone with the master.
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWholeFile } from '../whole-file.ts'
import type { Log } from './log.ts'

const FOLDER = 'masters'
const OWNER_ONLY = 0o600

export interface OwnLinks {
  readonly port: number
  /** One per address, best guess first. */
  readonly joinLinks: readonly string[]
}

/** Resolves to how to take the file away; a folder that can't be written costs no run. */
export async function keepOwnLinks(
  stateFolder: string,
  links: OwnLinks,
  log: Log,
): Promise<() => Promise<void>> {
  const folder = join(stateFolder, FOLDER)
  const file = join(folder, `${links.port}.json`)
  const text = `${JSON.stringify({ version: 1, pid: process.pid, ...links }, null, 2)}\n`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeWholeFile(file, text, { mode: OWNER_ONLY })
  } catch (error) {
    log('warn', `The join link can't be kept in ${file} (${String(error)}); programs here need it given.`)
    return async () => {}
  }
  return async () => {
    // Another master may listen on the port by now.
    const present = await readFile(file, 'utf8').catch(() => '')
    if (present === text) await rm(file, { force: true }).catch(() => {})
  }
}
