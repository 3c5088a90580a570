// Which generations there are, in order: of a long run not every one.
import type { Span } from './range.ts'

/** Numbers that are added at the end: what grows costs no copy each time. */
export class Column {
  #values = new Float64Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#length)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }

  /** NaN beyond its ends. */
  at(index: number): number {
    return index >= 0 && index < this.#length ? (this.#values[index] ?? Number.NaN) : Number.NaN
  }

  keepFirst(length: number): void {
    this.#length = Math.min(this.#length, length)
  }
}

export class Timeline {
  readonly #generations = new Column()

  get length(): number {
    return this.#generations.length
  }

  /** Number of the newest generation; −1 where there is none. */
  get newest(): number {
    return this.length === 0 ? -1 : this.generationAt(this.length - 1)
  }

  push(generation: number): void {
    this.#generations.push(generation)
  }

  keepFirst(length: number): void {
    this.#generations.keepFirst(length)
  }

  generationAt(index: number): number {
    return this.#generations.at(index)
  }

  /** Place of the newest known generation that is not after this one; 0 where there is none. */
  indexOf(generation: number): number {
    let low = 0
    let high = this.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.generationAt(middle) <= generation) low = middle
      else high = middle - 1
    }
    return Math.max(0, low)
  }

  /**
   * The places shown of the span, in at most about `limit` stretches, cut by the generations' numbers so that they stay
   * the same while a run goes on.
   */
  stretches({ from, to }: Span, limit: number): readonly Span[] {
    const first = this.generationAt(this.indexOf(from)) < from ? this.indexOf(from) + 1 : this.indexOf(from)
    const size = Math.max(1, Math.ceil((Math.min(to, this.newest) - from + 1) / limit))
    const parts: Span[] = []
    let stretch = Number.NaN
    for (let index = first; index < this.length && this.generationAt(index) <= to; index++) {
      const own = Math.floor(this.generationAt(index) / size)
      const last = parts.at(-1)
      if (own === stretch && last !== undefined) parts[parts.length - 1] = { from: last.from, to: index }
      else parts.push({ from: index, to: index })
      stretch = own
    }
    return parts
  }
}
