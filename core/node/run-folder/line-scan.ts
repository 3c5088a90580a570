// The lines of a large file one after the other, without ever holding it whole. It knows nothing of what they say.
import { open } from 'node:fs/promises'
import { isMissing } from './run-folder-error.ts'

const CHUNK_BYTES = 1024 * 1024
const NEWLINE = 10

export interface LineScan {
  /** Of the whole file, with what was not looked at. */
  readonly fileBytes: number
  /** Whether it was told to stop. */
  readonly isStopped: boolean
}

/**
 * Gives every whole line, without its end, and the byte behind it to `take`, until that says false. What follows the last
 * end of a line is none; a file that isn't there has no lines.
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
    let rest = Buffer.alloc(0)
    let readTo = 0
    while (readTo < fileBytes) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, fileBytes - readTo))
      const { bytesRead } = await file.read(chunk, 0, chunk.length, readTo)
      if (bytesRead === 0) break
      const startsAt = readTo - rest.length
      readTo += bytesRead
      const data = Buffer.concat([rest, chunk.subarray(0, bytesRead)])
      let from = 0
      for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, from)) {
        if (!take(data.subarray(from, end), startsAt + end + 1)) return { fileBytes, isStopped: true }
        from = end + 1
      }
      rest = data.subarray(from)
    }
    return { fileBytes, isStopped: false }
  } finally {
    await file.close()
  }
}
