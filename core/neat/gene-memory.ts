// Where the arrays of genes come from. A typed array with memory of its own costs about a microsecond, a view into a
// shared piece a tenth of that; a child needs several.

export interface GeneMemory {
  /** Zeroes. */
  floats(count: number): Float64Array
  words(count: number): Uint32Array
  bytes(count: number): Uint8Array
}

/** Memory of its own for every array: for single genomes, and for what is sent elsewhere. */
export const ownMemory: GeneMemory = {
  floats: (count) => new Float64Array(count),
  words: (count) => new Uint32Array(count),
  bytes: (count) => new Uint8Array(count),
}

/** Small enough that one genome which outlives its generation holds on to little. */
const PIECE_BYTES = 16_384

/** Views into pieces that many genomes share; a piece lives as long as any of them. */
export class SharedMemory implements GeneMemory {
  #piece = new ArrayBuffer(0)
  #used = 0

  floats(count: number): Float64Array {
    const at = this.#take(8 * count)
    return new Float64Array(this.#piece, at, count)
  }

  words(count: number): Uint32Array {
    const at = this.#take(4 * count)
    return new Uint32Array(this.#piece, at, count)
  }

  bytes(count: number): Uint8Array {
    const at = this.#take(count)
    return new Uint8Array(this.#piece, at, count)
  }

  /** Offset of `bytes` free bytes in the current piece. */
  #take(bytes: number): number {
    if (this.#used + bytes > this.#piece.byteLength) {
      this.#piece = new ArrayBuffer(Math.max(PIECE_BYTES, bytes))
      this.#used = 0
    }
    const at = this.#used
    this.#used = (at + bytes + 7) & ~7 // doubles begin at multiples of 8
    return at
  }
}
