// The text of somebody's own problem, packed to be sent along and laid out elsewhere: the file and what it imports beside
// it and its data, nothing else. What comes from another machine is checked before a byte of it is written.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import * as z from 'zod'
import type { OwnCode } from '../../problems/problem.ts'
import { dataName, MOST_DATA_BYTES, readDataFiles } from './data-files.ts'
import { OwnProblemError } from './own-problem-error.ts'
import { pythonTexts } from './python-texts.ts'
import { textsOf } from './text-hash.ts'

/** Of code, which is small; data belong into data files. */
const MOST_CODE_BYTES = 1024 * 1024
/** Base 64 takes four characters for three bytes. */
export const MOST_PARCEL_BYTES = MOST_CODE_BYTES + Math.ceil((MOST_DATA_BYTES * 4) / 3)

/** Letters, digits, dots, dashes; folders by slashes; never upwards, never absolute, never hidden. */
const safePath = z.string().regex(/^(?:[A-Za-z0-9_-][\w.-]*\/)*[A-Za-z0-9_-][\w.-]*\.(?:[cm]?[jt]s|py|json)$/)

const parcelSchema = z.strictObject({
  language: z.enum(['javascript', 'python']),
  /** The function's name in Python; empty for the only one. */
  entry: z.string().regex(/^(?:[A-Za-z_]\w*)?$/),
  hash: z.string().regex(/^[0-9a-f]{32}$/),
  main: safePath,
  files: z.record(safePath, z.string().max(MOST_CODE_BYTES)),
  /** In base 64. */
  data: z.record(dataName, z.base64()).default({}),
})
export type Parcel = z.output<typeof parcelSchema>

/** Rejects with {@link OwnProblemError} where the code can't be sent. */
export async function packProblem({
  language,
  file,
  entry,
  hash,
  data: names = [],
}: OwnCode): Promise<Parcel> {
  const texts = language === 'python' ? await pythonTexts(file) : await textsOf(file)
  const root = commonFolder([...texts.keys()])
  const name = (path: string) => relative(root, path).split(sep).join('/')
  const files = Object.fromEntries([...texts].map(([path, text]) => [name(path), text]))
  const contents = await readDataFiles(file, names)
  const data = Object.fromEntries(
    [...contents]
      .map(([at, content]) => [name(join(dirname(file), at)), content.toString('base64')] as const)
      .filter(([at]) => !Object.hasOwn(files, at)),
  )
  const parcel = parcelSchema.safeParse({ language, entry: entry ?? '', hash, main: name(file), files, data })
  if (!parcel.success) {
    throw new OwnProblemError(
      `${file} can't be sent to workers: names of files must be of letters, digits, dots and dashes.`,
    )
  }
  if (JSON.stringify(files).length > MOST_CODE_BYTES) {
    throw new OwnProblemError(`${file} and what it imports can't be sent to workers: it is more than 1 MB.`)
  }
  return parcel.data
}

/** What came from a master; null where it is no parcel. */
export function readParcel(text: string): Parcel | null {
  try {
    const parsed = parcelSchema.safeParse(JSON.parse(text))
    return parsed.success && Object.hasOwn(parsed.data.files, parsed.data.main) ? parsed.data : null
  } catch {
    return null
  }
}

/** Writes it into an empty `folder`; resolves to the path of its main file. */
export async function layOut(parcel: Parcel, folder: string): Promise<string> {
  for (const [name, content] of contentsOf(parcel)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content, { flag: 'wx', mode: 0o600 })
  }
  return join(folder, parcel.main)
}

/** Everything that is laid out, by name. */
export function contentsOf({ files, data }: Parcel): readonly (readonly [string, string | Buffer])[] {
  const contents = Object.entries(data).map(([name, text]) => [name, Buffer.from(text, 'base64')] as const)
  return [...Object.entries(files), ...contents]
}

function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => dirname(path))
  let folder = first
  while (!others.every((other) => other === folder || other.startsWith(folder + sep)))
    folder = dirname(folder)
  return folder
}
