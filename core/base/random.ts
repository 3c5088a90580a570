// The one source of chance: sfc32, seeded, serialisable, the same bits on every runtime.
// It refuses to know the clock and Math.random.
import { gaussian } from './ziggurat.ts'

/** Plain JSON: four unsigned 32-bit words. */
export type RandomState = readonly [number, number, number, number]

const TWO_TO_MINUS_32 = 1 / 4294967296
const TWO_TO_MINUS_53 = 1 / 9007199254740992

/**
 * Small fast counting generator, 32-bit (Chris Doty-Humphrey, PractRand 0.95, sfc32): 128 bits of state, a period of
 * at least 2^32, about 2^127 on average.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter: number

  private constructor([a, b, c, counter]: RandomState) {
    this.#a = a | 0
    this.#b = b | 0
    this.#c = c | 0
    this.#counter = counter | 0
  }

  /** Any unsigned 32-bit seed; neighbouring seeds give unrelated streams. */
  static fromSeed(seed: number): Random {
    const random = new Random([0, seed >>> 0, Math.floor(seed / 4294967296) >>> 0, 1])
    for (let round = 0; round < 12; round++) random.nextUint32()
    return random
  }

  /** Goes on where {@link Random.state} was asked for. */
  static fromState(state: RandomState): Random {
    return new Random(state)
  }

  /** All there is to know of the generator, as plain JSON. */
  state(): RandomState {
    return [this.#a >>> 0, this.#b >>> 0, this.#c >>> 0, this.#counter >>> 0]
  }

  /** Another generator with the same numbers to come. */
  clone(): Random {
    return new Random(this.state())
  }

  /** Uniform over 0..2^32−1. */
  nextUint32(): number {
    const result = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0
    return result >>> 0
  }

  /** Uniform over [0, 1) with 53 random bits. */
  nextFloat(): number {
    const high = this.nextUint32() >>> 5
    const low = this.nextUint32() >>> 6
    return (high * 67108864 + low) * TWO_TO_MINUS_53
  }

  /** True with the given probability; one 32-bit draw, so 0 is never and 1 always. */
  nextChance(probability: number): boolean {
    return this.nextUint32() * TWO_TO_MINUS_32 < probability
  }

  /** Uniform over [low, high). */
  nextBetween(low: number, high: number): number {
    return low + (high - low) * this.nextFloat()
  }

  /** Uniform over 0..count−1 without bias; count at most 2^32. */
  nextInt(count: number): number {
    // Multiply-and-reject would need 64 bits; rejecting the uneven tail of the range needs none.
    const limit = 4294967296 - (4294967296 % count)
    let draw = this.nextUint32()
    while (draw >= limit) draw = this.nextUint32()
    return draw % count
  }

  /** Normal with mean 0 and standard deviation 1. */
  nextGaussian(): number {
    return gaussian(this)
  }

  /** Standard Cauchy by the ratio of two normals. */
  nextCauchy(): number {
    const denominator = this.nextGaussian()
    return denominator === 0 ? 0 : this.nextGaussian() / denominator
  }
}
