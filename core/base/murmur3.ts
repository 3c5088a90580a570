// A fingerprint of numbers: MurmurHash3_x86_128 (Appleby 2011, public domain) over 32-bit words. It tells accident from
// identity; against people who forge it is no help.
// Typed-array reads are in range by construction, hence the casts.

const float = new Float64Array(1)
const halves = new Uint32Array(float.buffer)
// The low word comes first where the machine is little-endian.
float[0] = 1
const LOW = halves[0] === 0 ? 0 : 1
const HIGH = 1 - LOW

const C1 = 0x239b961b
const C2 = 0xab0e9789
const C3 = 0x38b34ae5
const C4 = 0xa1e38b93

/** Words are collected and mixed in fours. */
const PENDING_WORDS = 1024

export class Murmur3 {
  readonly #pending = new Uint32Array(PENDING_WORDS)
  #count = 0
  #total = 0
  readonly #state = new Int32Array(4)

  /** Adds unsigned 32-bit numbers, four bytes each. */
  addWords(words: ArrayLike<number>): void {
    const pending = this.#pending
    let count = this.#count
    for (let i = 0; i < words.length; i++) {
      pending[count++] = words[i] as number
      if (count === PENDING_WORDS) {
        this.#mix(PENDING_WORDS)
        count = 0
      }
    }
    this.#count = count
    this.#total += words.length
  }

  /** Adds doubles, eight bytes each, the low word first on every machine. */
  addFloats(values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i++) {
      if (this.#count + 2 > PENDING_WORDS) {
        // An odd word stays where it is until the next four are whole.
        this.#mix(this.#count & ~3)
        this.#pending.copyWithin(0, this.#count & ~3, this.#count)
        this.#count &= 3
      }
      float[0] = values[i] as number
      this.#pending[this.#count++] = halves[LOW] as number
      this.#pending[this.#count++] = halves[HIGH] as number
    }
    this.#total += 2 * values.length
  }

  /** 32 hexadecimal digits over everything added. */
  digest(): string {
    const whole = this.#count & ~3
    this.#mix(whole)
    this.#mixTail(this.#pending.subarray(whole, this.#count))
    const state = this.#state
    for (let i = 0; i < 4; i++) state[i] = (state[i] as number) ^ (4 * this.#total)
    spread(state)
    for (let i = 0; i < 4; i++) state[i] = finalised(state[i] as number)
    spread(state)
    this.#count = 0
    return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  }

  #mix(count: number): void {
    const pending = this.#pending
    const state = this.#state
    let h1 = state[0] as number
    let h2 = state[1] as number
    let h3 = state[2] as number
    let h4 = state[3] as number
    for (let i = 0; i < count; i += 4) {
      h1 ^= scrambled(pending[i] as number, C1, 15, C2)
      h1 = (Math.imul((rotated(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0
      h2 ^= scrambled(pending[i + 1] as number, C2, 16, C3)
      h2 = (Math.imul((rotated(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0
      h3 ^= scrambled(pending[i + 2] as number, C3, 17, C4)
      h3 = (Math.imul((rotated(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0
      h4 ^= scrambled(pending[i + 3] as number, C4, 18, C1)
      h4 = (Math.imul((rotated(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0
    }
    state[0] = h1
    state[1] = h2
    state[2] = h3
    state[3] = h4
  }

  /** At most three words that fill no block. */
  #mixTail(tail: Uint32Array): void {
    const state = this.#state
    if (tail.length > 2) state[2] = (state[2] as number) ^ scrambled(tail[2] as number, C3, 17, C4)
    if (tail.length > 1) state[1] = (state[1] as number) ^ scrambled(tail[1] as number, C2, 16, C3)
    if (tail.length > 0) state[0] = (state[0] as number) ^ scrambled(tail[0] as number, C1, 15, C2)
  }
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

function scrambled(word: number, first: number, bits: number, second: number): number {
  return Math.imul(rotated(Math.imul(word, first), bits), second)
}

function finalised(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Lets every word of the state depend on all of them. */
function spread(state: Int32Array): void {
  const sum = (state[0] as number) + (state[1] as number) + (state[2] as number) + (state[3] as number)
  state[0] = sum
  for (let i = 1; i < 4; i++) state[i] = (state[i] as number) + sum
}
