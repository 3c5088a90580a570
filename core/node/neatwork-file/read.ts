// Opens a `.neatwork` file that somebody was given. It may hold anything: names, kinds and sizes are looked at before a byte
// is unpacked, what is unpacked is counted and hashed, and a run appears in its folder whole or not at all. No code is run.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import { FILES } from '../run-folder/files.ts'
import { importedText } from '../run-folder/imported.ts'
import { RunFolder, type RunRecord } from '../run-folder/run-folder.ts'
import { isMissing, RunFolderError } from '../run-folder/run-folder-error.ts'
import {
  belongsTo,
  CONTENTS,
  type Contents,
  contentsSchema,
  inRunFolder,
  NEATWORK_FILE_VERSION,
  SETTINGS,
} from './contents.ts'
import { NeatworkFileError, refused } from './neatwork-file-error.ts'

export interface ReadLimits {
  readonly files: number
  /** Unpacked, of all files together. */
  readonly bytes: number
  /** Times that a file may be larger unpacked than packed. */
  readonly ratio: number
}

/** A run of a hundred thousand generations has some 2 GB; its text is packed to a tenth. */
const LIMITS: ReadLimits = { files: 20_000, bytes: 16 * 1024 ** 3, ratio: 250 }
const MOST_CONTENTS_BYTES = 8 * 1024 * 1024
/** Settings or a champion: read as a whole. */
const MOST_SMALL_BYTES = 64 * 1024 * 1024
/** Of a small text no ratio tells anything. */
const SMALL_BYTES = 64 * 1024

const LINK = 0o120000
const KIND = 0o170000
const STORED = 0
const DEFLATED = 8

export interface Opened {
  readonly path: string
  readonly contents: Contents
  /** All files are what the list of contents says; resolves to each in turn. */
  unpack(take: (name: string, content: Readable) => Promise<void>): Promise<void>
  /** One of them, as text. */
  text(name: string): Promise<string>
}

/** Reads the list of contents and compares it with the archive. Rejects with {@link NeatworkFileError}. */
export async function withNeatworkFile<Value>(
  path: string,
  work: (opened: Opened) => Promise<Value>,
  limits: ReadLimits = LIMITS,
): Promise<Value> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true }).catch(
    (error: unknown) => {
      throw notOpened(path, error)
    },
  )
  try {
    const entries = await entriesOf(zip, path, limits)
    const contents = await contentsOf(zip, path, entries)
    const mustRead = async (name: string, take: (content: Readable) => Promise<void>) => {
      const [entry, told] = [entries.get(name), contents.files[name]]
      if (entry === undefined || told === undefined) throw refused(path, `it holds no ${name}`)
      await checked(zip, entry, told.sha256, take)
    }
    return await work({
      path,
      contents,
      unpack: async (take) => {
        for (const name of Object.keys(contents.files)) await mustRead(name, (content) => take(name, content))
      },
      text: async (name) => {
        if ((contents.files[name]?.bytes ?? 0) > MOST_SMALL_BYTES) throw refused(path, `${name} is too large`)
        const chunks: Buffer[] = []
        await mustRead(name, async (content) => {
          for await (const chunk of content) chunks.push(chunk)
        })
        return Buffer.concat(chunks).toString()
      },
    })
  } catch (error) {
    if (error instanceof NeatworkFileError || error instanceof RunFolderError) throw error
    throw notRead(path, error)
  } finally {
    zip.close()
  }
}

async function entriesOf(
  zip: ZipFile,
  path: string,
  limits: ReadLimits,
): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > limits.files) throw refused(path, `it holds more than ${limits.files} files`)
  const entries = new Map<string, Entry>()
  const seen = new Set<string>()
  let bytes = 0
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName
    const what = objection(entry, limits)
    if (what !== null) throw refused(path, what)
    // Systems that don't tell them apart would write one over the other.
    if (seen.has(name.toLowerCase())) throw refused(path, `it holds ${name} twice`)
    seen.add(name.toLowerCase())
    entries.set(name, entry)
    bytes += entry.uncompressedSize
    // Entries may share what is packed.
    if (bytes > Math.max(SMALL_BYTES, limits.ratio * zip.fileSize))
      throw refused(path, `unpacked it is more than ${limits.ratio} times larger, as no run is`)
    if (bytes > limits.bytes) throw refused(path, `unpacked it is more than ${limits.bytes / 1e6} MB`)
  }
  return entries
}

/** What is wrong with an entry whatever it holds; null for nothing. */
function objection(entry: Entry, { ratio }: ReadLimits): string | null {
  const name = entry.fileName
  const mode = entry.externalFileAttributes >>> 16
  if ((mode & KIND) === LINK) return `${name} is a link and no file`
  if (entry.isEncrypted()) return `${name} is encrypted`
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    return `${name} is packed in a way that isn't known here`
  if (entry.uncompressedSize > Math.max(SMALL_BYTES, ratio * entry.compressedSize))
    return `${name} is more than ${ratio} times larger unpacked, as nothing of a run is`
  return null
}

async function contentsOf(
  zip: ZipFile,
  path: string,
  entries: ReadonlyMap<string, Entry>,
): Promise<Contents> {
  const entry = entries.get(CONTENTS)
  if (entry === undefined)
    throw refused(path, `it is an archive without ${CONTENTS}, and so no .neatwork file`)
  if (entry.uncompressedSize > MOST_CONTENTS_BYTES) throw refused(path, `its ${CONTENTS} is too large`)
  const chunks: Buffer[] = []
  await checked(zip, entry, null, async (content) => {
    for await (const chunk of content) chunks.push(chunk)
  })
  const contents = parsedContents(path, Buffer.concat(chunks).toString())
  for (const [name, { bytes }] of Object.entries(contents.files)) {
    if (!belongsTo(contents.part, name))
      throw refused(path, `it holds ${name}, which is no file of a ${contents.part}`)
    if (entries.get(name)?.uncompressedSize !== bytes)
      throw refused(path, `${name} is missing or has another size than ${CONTENTS} says`)
  }
  for (const name of entries.keys()) {
    if (name !== CONTENTS && !Object.hasOwn(contents.files, name))
      throw refused(path, `it holds ${name}, which ${CONTENTS} doesn't name`)
  }
  return contents
}

function parsedContents(path: string, text: string): Contents {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw refused(path, `its ${CONTENTS} is no JSON`)
  }
  const version = typeof json === 'object' && json !== null && 'version' in json ? Number(json.version) : 0
  if (version > NEATWORK_FILE_VERSION) {
    throw new NeatworkFileError(
      `${path} was made by a later Neatwork (file format ${version}, and this one reads ${NEATWORK_FILE_VERSION}). Update Neatwork on this machine.`,
    )
  }
  const parsed = parseWith(contentsSchema, json)
  if (!parsed.ok) throw refused(path, `its ${CONTENTS} is damaged (${issuesText(parsed.issues.slice(0, 3))})`)
  return parsed.value
}

/** What an entry holds; rejects after the last byte where its SHA-256 is another. yauzl counts the bytes. */
async function checked(
  zip: ZipFile,
  entry: Entry,
  sha256: string | null,
  take: (content: Readable) => Promise<void>,
): Promise<void> {
  const hash = createHash('sha256')
  const packed = await zip.openReadStreamPromise(entry)
  const content = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  content.on('error', () => {}) // whoever reads it hears of it, unless nobody does any more
  // yauzl tells an error once, and doesn't end its stream.
  packed.on('error', (error) => content.destroy(error))
  packed.pipe(content)
  try {
    await take(content)
  } finally {
    packed.destroy()
    content.destroy()
  }
  if (sha256 !== null && hash.digest('hex') !== sha256) {
    throw new Error(`${entry.fileName} is not what it was`)
  }
}

export interface ImportedRun {
  readonly path: string
  readonly record: RunRecord
}

/** A new folder of that name below `folder`. Rejects with {@link NeatworkFileError} or RunFolderError. */
export async function importRun(
  opened: Opened,
  {
    folder,
    name,
    importedAt,
  }: { readonly folder: string; readonly name: string; readonly importedAt: string },
): Promise<ImportedRun> {
  const target = join(folder, name)
  if (await isThere(target)) {
    throw new NeatworkFileError(`${target} is there already. Choose another name for what is imported.`)
  }
  await mkdir(folder, { recursive: true })
  const unfinished = await mkdtemp(join(folder, '.import-'))
  try {
    await opened.unpack(async (file, content) => {
      const inside = inRunFolder(file)
      if (inside === null) return
      const path = join(unfinished, inside)
      await mkdir(dirname(path), { recursive: true })
      await pipeline(content, createWriteStream(path, { flags: 'wx', flush: true }))
    })
    const { record } = await RunFolder.look(unfinished)
    mustKeepInside(opened, record)
    const sha256 = await hashOf(opened.path)
    const note = importedText({ file: basename(opened.path), sha256, importedAt })
    await writeFile(join(unfinished, FILES.imported), note, { flush: true })
    await rename(unfinished, target)
    return { path: target, record }
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error instanceof RunFolderError
      ? refused(opened.path, withoutPath(error.message, unfinished))
      : error
  }
}

const withoutPath = (message: string, path: string) =>
  message.replaceAll(` in ${path}`, '').replaceAll(path, 'it')

/** The code that is shown and asked about is the code of this file, and nothing of another machine is reached for. */
function mustKeepInside({ path, contents }: Opened, { problem }: RunRecord): void {
  const main = problem.source?.main
  if (main !== undefined && contents.files[`run/${main}`] === undefined)
    throw refused(path, `its problem is said to be ${main}, which isn't in it`)
  if (problem.own !== undefined && /^[\\/]{2}/.test(problem.own.file))
    throw refused(path, `its problem is said to be on another machine, ${problem.own.file}`)
}

/** The settings or the genome that a part holds, as JSON text. */
export async function smallPart(opened: Opened): Promise<string> {
  return await opened.text(opened.contents.part === 'settings' ? SETTINGS : FILES.champion)
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}

function notOpened(path: string, error: unknown): NeatworkFileError {
  if (isMissing(error)) return new NeatworkFileError(`There is no file ${path}; check the path.`)
  return notRead(path, error)
}

function notRead(path: string, error: unknown): NeatworkFileError {
  const what = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    return new NeatworkFileError(
      `${path} can't be imported: the disk is full. Make room and import it again.`,
      { cause: error },
    )
  }
  return refused(path, `it is damaged, or no .neatwork file (${what.replace(/\.$/, '')})`)
}
