// The text of somebody's own problem, packed to be sent along and laid out elsewhere: the file and what it imports beside
// it, nothing else. What comes from another machine is checked before a byte of it is written.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import * as z from 'zod'
import type { OwnCode } from '../../problems/problem.ts'
import { OwnProblemError } from './own-problem-error.ts'
import { pythonTexts } from './python-texts.ts'
import { textsOf } from './text-hash.ts'

/** Code is small; data belong into data files. */
export const MOST_PARCEL_BYTES = 1024 * 1024

/** Letters, digits, dots, dashes; folders by slashes; never upwards, never absolute, never hidden. */
const safePath = z.string().regex(/^(?:[A-Za-z0-9_-][\w.-]*\/)*[A-Za-z0-9_-][\w.-]*\.(?:[cm]?[jt]s|py|json)$/)

const parcelSchema = z.strictObject({
  language: z.enum(['javascript', 'python']),
  /** The function's name in Python; empty for the only one. */
  entry: z.string().regex(/^(?:[A-Za-z_]\w*)?$/),
  hash: z.string().regex(/^[0-9a-f]{32}$/),
  main: safePath,
  files: z.record(safePath, z.string().max(MOST_PARCEL_BYTES)),
})
export type Parcel = z.output<typeof parcelSchema>

/** Rejects with {@link OwnProblemError} where the code can't be sent. */
export async function packProblem({ language, file, entry, hash }: OwnCode): Promise<Parcel> {
  const texts = language === 'python' ? await pythonTexts(file) : await textsOf(file)
  const root = commonFolder([...texts.keys()])
  const name = (path: string) => relative(root, path).split(sep).join('/')
  const files = Object.fromEntries([...texts].map(([path, text]) => [name(path), text]))
  const parcel = parcelSchema.safeParse({ language, entry: entry ?? '', hash, main: name(file), files })
  if (!parcel.success) {
    throw new OwnProblemError(
      `${file} can't be sent to workers: names of files must be of letters, digits, dots and dashes.`,
    )
  }
  if (JSON.stringify(parcel.data).length > MOST_PARCEL_BYTES) {
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
export async function layOut({ files, main }: Parcel, folder: string): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text, { flag: 'wx', mode: 0o600 })
  }
  return join(folder, main)
}

function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => dirname(path))
  let folder = first
  while (!others.every((other) => other === folder || other.startsWith(folder + sep)))
    folder = dirname(folder)
  return folder
}
