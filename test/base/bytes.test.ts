import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ByteReader, BytesError, ByteWriter, readBytes } from '../../core/base/bytes.ts'
import { decodeUtf8, encodeUtf8 } from '../../core/base/utf8.ts'

describe('ByteReader and ByteWriter', () => {
  test('what was written is read again, wherever the bytes begin in their buffer', () => {
    const value = fc.record({
      lead: fc.nat(7),
      small: fc.nat(0xff),
      medium: fc.nat(0xffff),
      large: fc.nat(0xffff_ffff),
      real: fc.double(),
      text: fc.string({ unit: 'binary' }),
      words: fc.uint32Array(),
      reals: fc.float64Array(),
    })
    fc.assert(
      fc.property(value, ({ lead, small, medium, large, real, text, words, reals }) => {
        const writer = new ByteWriter(1).u8(small).u16(medium).u32(large).f64(real).text(text)
        writer.u32(words.length).uint32s(words).u32(reals.length).float64s(reals)
        const written = writer.finish()
        const shifted = new Uint8Array(lead + written.length)
        shifted.set(written, lead)
        const read = readBytes(shifted.subarray(lead), (reader) => ({
          small: reader.u8(),
          medium: reader.u16(),
          large: reader.u32(),
          real: reader.f64(),
          text: reader.text(1e6),
          words: reader.uint32s(reader.count(1e6)),
          reals: reader.float64s(reader.count(1e6)),
        }))
        expect(read).toEqual({ ok: true, value: { small, medium, large, real, text, words, reals } })
      }),
    )
  })

  test('numbers are little-endian', () => {
    expect([...new ByteWriter().u16(0x0102).u32(0x03040506).f64(1).finish()]).toEqual([
      2, 1, 6, 5, 4, 3, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f,
    ])
  })

  test.each<[string, (reader: ByteReader) => unknown]>([
    ['u8', (reader: ByteReader) => reader.u8()],
    ['u16', (reader: ByteReader) => reader.u16()],
    ['u32', (reader: ByteReader) => reader.u32()],
    ['f64', (reader: ByteReader) => reader.f64()],
    ['bytes', (reader: ByteReader) => reader.bytes(1)],
    ['four billion numbers', (reader: ByteReader) => reader.float64s(0xffff_ffff)],
    ['a negative count', (reader: ByteReader) => reader.bytes(-1)],
    ['no number at all', (reader: ByteReader) => reader.uint32s(Number.NaN)],
  ])('%s past the end is a BytesError before anything is allocated', (_name, read) => {
    const result = readBytes(new Uint8Array(0), read)
    expect(result).toMatchObject({ ok: false, error: { code: 'bytes-short', offset: 0 } })
  })

  test('a length above the limit, bytes left over and broken text have codes of their own', () => {
    const text = new ByteWriter().text('four').finish()
    expect(readBytes(text, (reader) => reader.text(3))).toMatchObject({ error: { code: 'bytes-limit' } })
    expect(readBytes(text, (reader) => reader.u32())).toMatchObject({
      error: { code: 'bytes-left', message: '4 bytes are left over at byte 4' },
    })
    const broken = new ByteWriter().u32(1).u8(0xff).finish()
    expect(readBytes(broken, (reader) => reader.text(9))).toMatchObject({ error: { code: 'bytes-utf8' } })
  })

  test('an error that is not about bytes passes through', () => {
    const bug = new Error('a bug')
    const reading = () =>
      readBytes(new Uint8Array(0), () => {
        throw bug
      })
    expect(reading).toThrow(bug)
  })

  test('garbage is a value or a BytesError, never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const result = readBytes(bytes, (reader) => [
          reader.text(16),
          reader.float64s(reader.count(1e9)),
          reader.f64(),
        ])
        expect(result.ok || result.error instanceof BytesError).toBe(true)
      }),
    )
  })

  test('a number out of its range is refused by the writer', () => {
    expect(() => new ByteWriter().u8(256)).toThrow('256 is not within 0..255')
    expect(() => new ByteWriter().u32(1.5)).toThrow('1.5')
    expect(() => new ByteWriter().u16(Number.NaN)).toThrow('NaN')
  })
})

describe('UTF-8', () => {
  test('encodes and decodes as the platform does', () => {
    const platform = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(encodeUtf8(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)))
        expect(decodeUtf8(encodeUtf8(text))).toBe(text)
      }),
    )
    const accepted = (bytes: Uint8Array): string | null => {
      try {
        return platform.decode(bytes)
      } catch (error) {
        if (error instanceof TypeError) return null
        throw error
      }
    }
    const nearlyText = fc.uint8Array({ maxLength: 6 }).map((bytes) => bytes.map((byte) => byte | 0x80))
    fc.assert(
      fc.property(fc.oneof(nearlyText, fc.uint8Array()), (bytes) => {
        expect(decodeUtf8(bytes)).toBe(accepted(bytes))
      }),
      { numRuns: 5000 },
    )
  })

  test('long texts are no trouble', () => {
    const text = 'λ😀a'.repeat(50_000)
    expect(decodeUtf8(encodeUtf8(text))).toBe(text)
  })

  test('a lone surrogate becomes the replacement character', () => {
    expect(decodeUtf8(encodeUtf8('a\ud800b'))).toBe('a\ufffdb')
  })
})
