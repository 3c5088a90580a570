// The fingerprint of somebody's own code: the file and what it imports beside it, as text, and its data. Two machines with other texts
// have other problems, however alike they score.
import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { blake3 } from '@noble/hashes/blake3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { readDataFiles } from './data-files.ts'

/** `from './x.ts'`, `import './x.ts'`, `import('./x.ts')`: what is matched by mistake only makes the hash stricter. */
const RELATIVE_IMPORT = /\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g

/** 32 hexadecimal digits, over `data` as well, the names of files beside it. Rejects where a file can't be read. */
export async function textHash(file: string, data: readonly string[] = []): Promise<string> {
  return await hashOfTexts(await textsOf(file), file, data)
}

/** The same of texts by their paths, of which `file` is the first. */
export async function hashOfTexts(
  texts: ReadonlyMap<string, string>,
  file: string,
  data: readonly string[],
): Promise<string> {
  const hash = blake3.create({ dkLen: 16 })
  for (const path of [...texts.keys()].toSorted()) {
    const name = relative(dirname(file), path).replaceAll('\\', '/')
    hash.update(utf8ToBytes(JSON.stringify([name, texts.get(path)])))
  }
  for (const [name, content] of await readDataFiles(file, data)) {
    hash.update(utf8ToBytes(JSON.stringify(['data', name, bytesToHex(blake3(content))])))
  }
  return bytesToHex(hash.digest())
}

/** The file and what it imports beside it, by their paths. Rejects where a file can't be read. */
export async function textsOf(file: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  await collect(file, texts)
  return texts
}

async function collect(file: string, texts: Map<string, string>): Promise<void> {
  if (texts.has(file)) return
  // Checked out on Windows, the same text has other ends of lines.
  const text = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n')
  texts.set(file, text)
  for (const [, specifier] of text.matchAll(RELATIVE_IMPORT)) {
    if (specifier === undefined) continue
    const imported = resolve(dirname(file), specifier)
    await collect(imported, texts).catch((error: unknown) => {
      // A match in a comment, or a missing file: importing will say which, with the right words.
      if (!(error instanceof Error && 'code' in error)) throw error
    })
  }
}
