// Why a `.neatwork` file can't be made or opened, in one sentence for people.
export class NeatworkFileError extends Error {
  override readonly name = 'NeatworkFileError'
}

/** A file that holds something else than it should; nothing of it is kept. */
export function refused(file: string, what: string): NeatworkFileError {
  return new NeatworkFileError(
    `${file} can't be opened: ${what}. Nothing was imported; ask for the file again.`,
  )
}
