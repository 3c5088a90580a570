import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Murmur3 } from '../../core/base/murmur3.ts'

/** Words of a text of one byte a letter, as little-endian bytes. */
function wordsOf(text: string): Uint32Array {
  return new Uint32Array(Uint8Array.from(text, (letter) => letter.charCodeAt(0)).buffer)
}

function hashOf(add: (hash: Murmur3) => void): string {
  const hash = new Murmur3()
  add(hash)
  return hash.digest()
}

describe('Murmur3', () => {
  // From murmurhash3js 3.0.1, x86.hash128.
  test.each([
    ['', '00000000000000000000000000000000'],
    ['abcd', '96b6ccaa45afc62e45afc62e45afc62e'],
    ['abcdefgh', 'aef41136adb11487fa6c8092fa6c8092'],
    ['abcdefghijkl', '738503fef48224c027d4dfadd28ce553'],
    ['abcdefghijklmnop', '9fd2762790b91256e4ce8b21d193ba45'],
    ['abcdefghijklmnopqrst', '46253419b66d21a89eb473281fcb5d54'],
    ['abcdefghijklmnopqrstuvwxyzabcdefghij', 'fe2518dbab082f4388f36011bc73f4c6'],
  ])('of "%s" is the reference\'s', (text, wanted) => {
    expect(hashOf((hash) => hash.addWords(wordsOf(text)))).toBe(wanted)
  })

  test('does not depend on how the words were handed over, beyond the buffer too', () => {
    fc.assert(
      fc.property(fc.nat(2_100), fc.nat(2_100), (length, cut) => {
        const words = Uint32Array.from({ length }, (_, index) => Math.imul(index + 1, 0x9e3779b1))
        const whole = hashOf((hash) => hash.addWords(words))
        const parts = hashOf((hash) => {
          hash.addWords(words.subarray(0, cut))
          hash.addWords(words.subarray(cut))
        })
        expect(parts).toBe(whole)
      }),
    )
  })

  test('takes a double as its two words, the low one first', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 1_500 }), fc.nat(5), (values, odd) => {
        const floats = Float64Array.from(values)
        const before = new Uint32Array(odd).fill(7)
        const asFloats = hashOf((hash) => {
          hash.addWords(before)
          hash.addFloats(floats)
        })
        const asWords = hashOf((hash) => {
          hash.addWords(before)
          hash.addWords(new Uint32Array(floats.buffer))
        })
        expect(asFloats).toBe(asWords)
      }),
    )
  })

  test('changes with every bit', () => {
    const hashes = Array.from({ length: 64 }, (_, bit) =>
      hashOf((hash) =>
        hash.addWords(Uint32Array.of(bit < 32 ? 1 << bit : 0, bit < 32 ? 0 : 1 << (bit - 32))),
      ),
    )
    expect(new Set(hashes).size).toBe(64)
  })
})
