// The lines of a large file one after the other, without ever holding it whole. It knows nothing of what they say.
import { open } from 'node:fs/promises'
import { isMissing } from './run-folder-error.ts'

const BUFFER_BYTES = 4 * 1024 * 1024
const NEWLINE = 10

export interface LineScan {
  /** Of the whole file, with what was not looked at. */
  readonly fileBytes: number
  /** Whether it was told to stop. */
  readonly isStopped: boolean
}

/**
 * Gives every whole line, without its end, and the byte behind it to `take`, until that says false. What follows the last
 * end of a line is none; a file that isn't there has no lines. The line's bytes are its own only until `take` returns.
 */
export async function scanLines(
  path: string,
  take: (line: Buffer, endsAt: number) => boolean,
): Promise<LineScan> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (file === null) return { fileBytes: 0, isStopped: false }
  try {
    const { size: fileBytes } = await file.stat()
    // One buffer for all of it, made larger only for a line that doesn't fit.
    let buffer = Buffer.allocUnsafe(BUFFER_BYTES)
    let held = 0
    let readTo = 0
    for (;;) {
      if (held === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length)
      const { bytesRead } = await file.read(buffer, held, buffer.length - held, readTo)
      if (bytesRead === 0) break
      const startsAt = readTo - held
      readTo += bytesRead
      held += bytesRead
      let from = 0
      for (let end = endIn(buffer, from, held); end >= 0; end = endIn(buffer, from, held)) {
        if (!take(buffer.subarray(from, end), startsAt + end + 1)) return { fileBytes, isStopped: true }
        from = end + 1
      }
      buffer.copyWithin(0, from, held)
      held -= from
    }
    return { fileBytes, isStopped: false }
  } finally {
    await file.close()
  }
}

/** Where the next line ends in the first `held` bytes; −1 where none does. */
function endIn(buffer: Buffer, from: number, held: number): number {
  const end = buffer.indexOf(NEWLINE, from)
  return end < held ? end : -1
}
