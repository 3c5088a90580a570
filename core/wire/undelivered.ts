// Results that wait for the connection to come back. Bounded: a worker that is cut off for long keeps the latest.
import type { Frame } from './frame.ts'

const MOST_FRAMES = 1000
const MOST_BYTES = 32 * 1024 * 1024

export class Undelivered {
  #frames: Frame[] = []
  #bytes = 0

  add(frame: Frame): void {
    this.#frames.push(frame)
    this.#bytes += frame.length
    while (this.#frames.length > MOST_FRAMES || (this.#bytes > MOST_BYTES && this.#frames.length > 1)) {
      this.#bytes -= this.#frames.shift()?.length ?? 0
    }
  }

  /** Everything, in the order it came; nothing is left. */
  take(): readonly Frame[] {
    const frames = this.#frames
    this.#frames = []
    this.#bytes = 0
    return frames
  }
}
