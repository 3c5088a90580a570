// Data that somebody's own problem reads, beside its file: by their content part of its fingerprint, limited in size, and
// never executed.
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod'
import { OwnProblemError } from './own-problem-error.ts'

/** Of all files of a problem together. */
export const MOST_DATA_BYTES = 16 * 1024 * 1024
const MOST_FILES = 100
/** What Node or Python could load is code, and belongs to what is imported. */
const CODE = /\.(?:[cm]?[jt]sx?|py[cdow]?|node|so|dll|wasm)$/i

/** Letters, digits, dots, dashes; folders by slashes; never upwards, never absolute, never hidden. */
export const dataName = z
  .string()
  .regex(
    /^(?:[A-Za-z0-9_-][\w.-]*\/)*[A-Za-z0-9_-][\w.-]*$/,
    'must be a file beside the problem, such as "rows.csv", of letters, digits, dots and dashes',
  )
  .refine((name) => !CODE.test(name), 'is code; import it instead')

export const dataNames = z.array(dataName).max(MOST_FILES)

/** The content of each file, by its name, in the order of names. Rejects with {@link OwnProblemError}. */
export async function readDataFiles(
  file: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>()
  let bytes = 0
  for (const name of [...new Set(names)].toSorted()) {
    const path = join(dirname(file), name)
    const size = await stat(path)
      .then((found) => (found.isFile() ? found.size : null))
      .catch(() => null)
    if (size === null) {
      throw new OwnProblemError(`${basename(file)} names the data file "${name}", which is not at ${path}.`)
    }
    bytes += size
    if (bytes > MOST_DATA_BYTES) {
      throw new OwnProblemError(
        `The data files of ${basename(file)} have more than ${MOST_DATA_BYTES / 1024 / 1024} MB.`,
      )
    }
    files.set(name, await readFile(path))
  }
  return files
}
