// Messages between this process and one that evaluates in Python: a 32-bit length, one byte that says what it is, and the
// rest; docs/python.md lists them. It knows no process.

/** Both ends must speak the same. */
export const PIPE_VERSION = 2

const TO_PYTHON = { evaluate: 1, cancel: 2, prepare: 3, watch: 4 } as const
const FROM_PYTHON = {
  ready: 1,
  unloadable: 2,
  results: 3,
  unusable: 4,
  cancelled: 5,
  printed: 6,
  watched: 7,
} as const

export type ToPython = keyof typeof TO_PYTHON
export type FromPython = keyof typeof FROM_PYTHON

const nameByCode: ReadonlyMap<number, FromPython> = new Map(
  Object.entries(FROM_PYTHON).map(([name, code]) => [code, name as FromPython]),
)

const HEAD_BYTES = 5
/** The largest results frame, and then some: a length above it is no length. */
const MOST_BYTES = 80 * 1024 * 1024

export interface PythonMessage {
  readonly kind: FromPython
  readonly body: Buffer
}

export class PipeError extends Error {
  override readonly name = 'PipeError'
}

/** Head and ticket of a message; its `rest` follows it on the pipe. */
export function messageHead(kind: ToPython, ticket: number, restBytes = 0): Buffer {
  const head = Buffer.alloc(HEAD_BYTES + 4)
  head.writeUInt32LE(1 + 4 + restBytes, 0)
  head.writeUInt8(TO_PYTHON[kind], 4)
  head.writeUInt32LE(ticket, HEAD_BYTES)
  return head
}

/** Whole messages out of pieces of any size. */
export class MessageReader {
  #pieces: Buffer[] = []
  #length = 0

  /** Throws {@link PipeError} where what came is no message: nothing that follows would make sense. */
  take(piece: Buffer): readonly PythonMessage[] {
    this.#pieces.push(piece)
    this.#length += piece.length
    const messages: PythonMessage[] = []
    for (let message = this.#next(); message !== null; message = this.#next()) messages.push(message)
    return messages
  }

  #next(): PythonMessage | null {
    if (this.#length < HEAD_BYTES) return null
    let all = this.#pieces[0] ?? Buffer.alloc(0)
    if (all.length < HEAD_BYTES) all = this.#joined()
    const bytes = all.readUInt32LE(0)
    const kind = nameByCode.get(all.readUInt8(4))
    if (kind === undefined || bytes < 1 || bytes > MOST_BYTES) {
      throw new PipeError('what came through the pipe is no message')
    }
    if (this.#length < 4 + bytes) return null
    all = this.#joined()
    this.#pieces = [all.subarray(4 + bytes)]
    this.#length -= 4 + bytes
    return { kind, body: all.subarray(HEAD_BYTES, 4 + bytes) }
  }

  #joined(): Buffer {
    const all = this.#pieces.length === 1 ? (this.#pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#pieces)
    this.#pieces = [all]
    return all
  }
}
