// The checksums of a run that has ended, as `sha256sum -c` reads them: whatever is changed afterwards is found by name.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { FILES } from './files.ts'
import { isMissing } from './run-folder-error.ts'

const { checksums, notes, label, log, cluster, imported } = FILES
/** What people and processes may still write when a run has ended, and the checksums themselves. */
const OPEN: readonly string[] = [checksums, notes, label, log, cluster, imported]
const LINE = /^([0-9a-f]{64}) {2}(.+)$/

/** A line per file of the run in `path`. */
export async function sealText(path: string): Promise<string> {
  const lines: string[] = []
  for (const name of await sealedNames(path)) lines.push(`${await hashOf(join(path, name))}  ${name}\n`)
  return lines.join('')
}

/** Names of files that are not what they were when the run ended; null where it has no checksums. */
export async function changedSince(path: string): Promise<readonly string[] | null> {
  const text = await readFile(join(path, FILES.checksums), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (text === null) return null
  const lines = text.split('\n').slice(0, -1)
  const changed: string[] = lines.some((line) => !LINE.test(line)) ? [FILES.checksums] : []
  const sealed = new Map(lines.flatMap((line) => entryIn(line)))
  for (const [name, hash] of sealed) if ((await hashOf(join(path, name))) !== hash) changed.push(name)
  const added = (await sealedNames(path)).filter((name) => !sealed.has(name))
  return [...changed, ...added]
}

function entryIn(line: string): readonly (readonly [string, string])[] {
  const [, hash, name] = LINE.exec(line) ?? []
  return hash === undefined || name === undefined ? [] : [[name, hash]]
}

async function sealedNames(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !OPEN.includes(name))
    .toSorted()
}

/** Empty for a file that is gone. */
async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(file), hash)
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
  return hash.digest('hex')
}
