// Makes a `.neatwork` file of a run folder, whole or not at all. The run may be in progress: files that others rely on come
// later, as they do when a run is saved, and each is taken as long as it was when it was opened.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { type PassThrough, Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { FILES } from '../run-folder/files.ts'
import type { LookedAt } from '../run-folder/run-folder.ts'
import { isMissing, RunFolderError } from '../run-folder/run-folder-error.ts'
import {
  CONTENTS,
  type Contents,
  inArchive,
  isHandedOn,
  NEATWORK_FILE_VERSION,
  type Part,
  SETTINGS,
} from './contents.ts'
import { NeatworkFileError } from './neatwork-file-error.ts'

export interface WrittenFile {
  readonly part: Part
  /** Of the whole archive. */
  readonly bytes: number
  /** Inside, besides the list of contents. */
  readonly files: number
}

export interface Handed {
  readonly run: Pick<LookedAt, 'path' | 'record'>
  readonly part: Part
  readonly appVersion: string
  /** ISO 8601. */
  readonly createdAt: string
}

/** The same run gives the same bytes. */
const AT = { mtime: new Date(1980, 0, 1), mode: 0o100644 }

/** Rejects with {@link NeatworkFileError} or RunFolderError. */
export async function writeNeatworkFile(handed: Handed, out: string): Promise<WrittenFile> {
  const unfinished = `${out}.unfinished`
  const zip = new ZipFile()
  zip.on('error', () => {}) // whoever reads the stream that failed hears of it
  try {
    const target = createWriteStream(unfinished, { flush: true })
    const [files] = await Promise.all([fill(zip, handed), pipeline(zip.outputStream, target)])
    await rename(unfinished, out)
    return { part: handed.part, bytes: target.bytesWritten, files }
  } catch (error) {
    await rm(unfinished, { force: true })
    if (error instanceof NeatworkFileError || error instanceof RunFolderError) throw error
    throw new NeatworkFileError(
      `${out} can't be written; check the path, the room on the disk and the rights of this account.`,
      { cause: error },
    )
  }
}

async function fill(zip: ZipFile, { run, part, appVersion, createdAt }: Handed): Promise<number> {
  const files: Record<string, Contents['files'][string]> = {}
  const add = async (name: string, source: Readable): Promise<void> => {
    files[name] = await addHashed(zip, name, source)
  }
  try {
    if (part === 'settings') {
      await add(SETTINGS, Readable.from([Buffer.from(`${JSON.stringify(run.record.config, null, 2)}\n`)]))
    } else {
      for (const name of part === 'champion' ? [FILES.champion] : await handedOn(run.path)) {
        const source = await asItIs(join(run.path, name))
        if (source !== null) await add(part === 'champion' ? name : inArchive(name), source)
      }
    }
    if (Object.keys(files).length === 0) {
      throw new NeatworkFileError(`${run.path} has no champion yet; wait for its first generation.`)
    }
    const contents: Contents = {
      ...{ format: 'neatwork-file', version: NEATWORK_FILE_VERSION, part },
      ...{ name: basename(resolve(run.path)), appVersion, createdAt, files },
    }
    zip.addBuffer(Buffer.from(`${JSON.stringify(contents, null, 2)}\n`), CONTENTS, AT)
    zip.end()
    return Object.keys(files).length
  } catch (error) {
    const ended = zip.outputStream as unknown as PassThrough
    ended.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

/** Checkpoints first: what follows is at least as young. */
async function handedOn(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isHandedOn)
    .toSorted()
  const first: readonly string[] = [FILES.checkpoint, FILES.latest]
  return [...first.filter((name) => names.includes(name)), ...names.filter((name) => !first.includes(name))]
}

/** As long as it is now, whoever goes on writing; null for a file that was thinned out meanwhile. */
async function asItIs(path: string): Promise<Readable | null> {
  const file = await open(path).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (file === null) return null
  const { size } = await file.stat()
  if (size === 0) {
    await file.close()
    return Readable.from([])
  }
  return file.createReadStream({ end: size - 1 })
}

async function addHashed(zip: ZipFile, name: string, source: Readable): Promise<Contents['files'][string]> {
  const hash = createHash('sha256')
  let bytes = 0
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  const counted = Readable.from(hashed(), { objectMode: false })
  zip.addReadStream(counted, name, AT)
  await finished(counted)
  return { bytes, sha256: hash.digest('hex') }
}
