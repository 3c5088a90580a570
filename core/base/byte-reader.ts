// Reads little-endian values from bytes of unknown origin. Every length is checked against what is there before
// anything is allocated; what does not fit is a BytesError with a code. It knows no message.
import { decodeUtf8 } from './utf8.ts'

export type BytesErrorCode =
  /** A value reaches past the end. */
  | 'bytes-short'
  /** Bytes are left where the end should be. */
  | 'bytes-left'
  /** Text is not UTF-8. */
  | 'bytes-utf8'
  /** A length is above the reader's limit. */
  | 'bytes-limit'

export class BytesError extends Error {
  override readonly name = 'BytesError'
  readonly code: BytesErrorCode
  /** Where in the bytes. */
  readonly offset: number

  constructor(code: BytesErrorCode, offset: number, message: string) {
    super(`${message} at byte ${offset}`)
    this.code = code
    this.offset = offset
  }
}

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: BytesError }

/** Runs `read` over all of `bytes` and turns a {@link BytesError} into a value; other errors are bugs and pass. */
export function readBytes<Value>(bytes: Uint8Array, read: (reader: ByteReader) => Value): Read<Value> {
  try {
    const reader = new ByteReader(bytes)
    const value = read(reader)
    reader.end()
    return { ok: true, value }
  } catch (error) {
    if (error instanceof BytesError) return { ok: false, error }
    throw error
  }
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** All methods throw {@link BytesError}; arrays are copies, so that alignment is no concern and no frame is kept. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #offset = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get offset(): number {
    return this.#offset
  }

  /** Bytes not read yet. */
  get left(): number {
    return this.#bytes.length - this.#offset
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true)
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true)
  }

  f64(): number {
    return this.#view.getFloat64(this.#take(8), true)
  }

  bytes(count: number): Uint8Array {
    const at = this.#take(count)
    return this.#bytes.slice(at, at + count)
  }

  uint32s(count: number): Uint32Array {
    const at = this.#take(count * 4)
    const values = new Uint32Array(count)
    if (LITTLE_ENDIAN) new Uint8Array(values.buffer).set(this.#bytes.subarray(at, at + count * 4))
    else for (let i = 0; i < count; i++) values[i] = this.#view.getUint32(at + 4 * i, true)
    return values
  }

  float64s(count: number): Float64Array {
    const at = this.#take(count * 8)
    const values = new Float64Array(count)
    if (LITTLE_ENDIAN) new Uint8Array(values.buffer).set(this.#bytes.subarray(at, at + count * 8))
    else for (let i = 0; i < count; i++) values[i] = this.#view.getFloat64(at + 8 * i, true)
    return values
  }

  /** UTF-8 of `byteCount` bytes. */
  utf8(byteCount: number): string {
    const at = this.#take(byteCount)
    const text = decodeUtf8(this.#bytes.subarray(at, at + byteCount))
    if (text === null) throw new BytesError('bytes-utf8', at, 'the text is not UTF-8')
    return text
  }

  /** A u32 count of at most `limit`: check lengths here before anything is made of them. */
  count(limit: number): number {
    const at = this.#offset
    const count = this.u32()
    if (count > limit)
      throw new BytesError('bytes-limit', at, `the length ${count} is above the limit ${limit}`)
    return count
  }

  /** Text after its u32 length in bytes, of at most `byteLimit`. */
  text(byteLimit: number): string {
    return this.utf8(this.count(byteLimit))
  }

  /** Nothing may be left. */
  end(): void {
    if (this.left > 0) throw new BytesError('bytes-left', this.#offset, `${this.left} bytes are left over`)
  }

  /** Claims the next `count` bytes and returns where they begin. */
  #take(count: number): number {
    const at = this.#offset
    if (!(count >= 0 && count <= this.left)) {
      throw new BytesError('bytes-short', at, `${count} bytes are wanted and ${this.left} are there`)
    }
    this.#offset = at + count
    return at
  }
}
