// Writes little-endian values into bytes that grow as needed: the other side of the ByteReader. It knows no message.
import { invariant } from './invariant.ts'
import { encodeUtf8 } from './utf8.ts'

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Numbers out of their type's range are bugs and throw {@link InvariantError}. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>
  #view: DataView
  #length = 0

  /** `sizeHint`: expected length in bytes. */
  constructor(sizeHint = 256) {
    this.#bytes = new Uint8Array(Math.max(16, sizeHint))
    this.#view = new DataView(this.#bytes.buffer)
  }

  get length(): number {
    return this.#length
  }

  u8(value: number): this {
    const at = this.#grow(1)
    this.#view.setUint8(at, unsigned(value, 0xff))
    return this
  }

  u16(value: number): this {
    const at = this.#grow(2)
    this.#view.setUint16(at, unsigned(value, 0xffff), true)
    return this
  }

  u32(value: number): this {
    const at = this.#grow(4)
    this.#view.setUint32(at, unsigned(value, 0xffff_ffff), true)
    return this
  }

  f64(value: number): this {
    const at = this.#grow(8)
    this.#view.setFloat64(at, value, true)
    return this
  }

  bytes(values: Uint8Array): this {
    const at = this.#grow(values.length)
    this.#bytes.set(values, at)
    return this
  }

  uint32s(values: Uint32Array): this {
    if (LITTLE_ENDIAN) return this.bytes(bytesOf(values))
    for (const value of values) this.u32(value)
    return this
  }

  float64s(values: Float64Array): this {
    if (LITTLE_ENDIAN) return this.bytes(bytesOf(values))
    for (const value of values) this.f64(value)
    return this
  }

  /** UTF-8 after its u32 length in bytes. */
  text(value: string): this {
    const bytes = encodeUtf8(value)
    return this.u32(bytes.length).bytes(bytes)
  }

  /** A copy of what was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length)
  }

  /** Makes room for `count` bytes and returns where they begin; the view may be another one afterwards. */
  #grow(count: number): number {
    const at = this.#length
    this.#length = at + count
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2))
      larger.set(this.#bytes)
      this.#bytes = larger
      this.#view = new DataView(larger.buffer)
    }
    return at
  }
}

function bytesOf(values: Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

function unsigned(value: number, largest: number): number {
  invariant(Number.isInteger(value) && value >= 0 && value <= largest, `${value} is not within 0..${largest}`)
  return value
}
