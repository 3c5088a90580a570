// What a fitness function prints, line by line with its genome; never more than people can read.
import * as z from 'zod'
import type { PrintedLine } from '../threads/slot.ts'

const lineSchema = z
  .object({ genomeId: z.number().nullable(), text: z.string(), share: z.number().min(0).max(1).optional() })
  .transform(({ share, ...line }): PrintedLine => (share === undefined ? line : { ...line, share }))

/** In every stretch of time; the rest is counted. */
const LINES = 50
const STRETCH_MS = 10_000

export class PrintedLines {
  readonly #show: (line: PrintedLine) => void
  readonly #nowMs: () => number
  #sinceMs = Number.NEGATIVE_INFINITY
  #shown = 0
  #dropped = 0

  constructor(show: (line: PrintedLine) => void, nowMs = () => performance.now()) {
    this.#show = show
    this.#nowMs = nowMs
  }

  /** The body of a `printed`: JSON with the genome's id, or null, the text, and the share of what is done where it tells. */
  take(body: Buffer): void {
    const line = lineSchema.safeParse(JSON.parse(body.toString('utf8')))
    if (line.success) this.add(line.data)
  }

  add(line: PrintedLine): void {
    const nowMs = this.#nowMs()
    if (nowMs - this.#sinceMs >= STRETCH_MS) {
      if (this.#dropped > 0) this.#note(`… and ${this.#dropped} more lines, which are not shown`)
      this.#sinceMs = nowMs
      this.#shown = 0
      this.#dropped = 0
    }
    this.#shown++
    if (this.#shown <= LINES) this.#show(line)
    else this.#dropped++
    if (this.#shown === LINES + 1) this.#note('and more lines, which are not shown for a while')
  }

  #note(text: string): void {
    this.#show({ genomeId: null, text })
  }
}
