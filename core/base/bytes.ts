// Bounds-checked reading and writing of little-endian bytes. A reader never reads past what it was given and never
// allocates more than that; it throws one coded error, which codecs turn into a value.

export class BytesError extends Error {
  override readonly name = 'BytesError'
  readonly code = 'truncated'
}

export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get remaining(): number {
    return this.#bytes.length - this.#at
  }

  /** Throws unless `count` items of `size` bytes are left: to be asked before anything is allocated for them. */
  expect(count: number, size: number): void {
    if (count * size > this.remaining) {
      throw new BytesError(`${count * size} more bytes were announced, but ${this.remaining} are left`)
    }
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), true)
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true)
  }

  f64(): number {
    return this.#view.getFloat64(this.#advance(8), true)
  }

  /** A view, not a copy. */
  bytes(length: number): Uint8Array {
    const at = this.#advance(length)
    return this.#bytes.subarray(at, at + length)
  }

  #advance(length: number): number {
    this.expect(length, 1)
    const at = this.#at
    this.#at = at + length
    return at
  }
}

/** Grows as needed; `finish` gives a copy of exactly what was written. */
export class ByteWriter {
  #bytes: Uint8Array
  #view: DataView
  #at = 0

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity)
    this.#view = new DataView(this.#bytes.buffer)
  }

  get length(): number {
    return this.#at
  }

  u8(value: number): void {
    this.#view.setUint8(this.#advance(1), value)
  }

  u16(value: number): void {
    this.#view.setUint16(this.#advance(2), value, true)
  }

  u32(value: number): void {
    this.#view.setUint32(this.#advance(4), value, true)
  }

  f64(value: number): void {
    this.#view.setFloat64(this.#advance(8), value, true)
  }

  bytes(value: Uint8Array): void {
    this.#bytes.set(value, this.#advance(value.length))
  }

  finish(): Uint8Array<ArrayBuffer> {
    const copy = new Uint8Array(this.#at)
    copy.set(this.#bytes.subarray(0, this.#at))
    return copy
  }

  #advance(length: number): number {
    const at = this.#at
    if (at + length > this.#bytes.length) this.#grow(at + length)
    this.#at = at + length
    return at
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(2 * needed)
    larger.set(this.#bytes)
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}
