// Metrics within results: every name once per frame, then 12 bytes for each number.
import type { ByteReader, ByteWriter } from '../base/bytes.ts'
import { invariant } from '../base/invariant.ts'
import { isMetricName, LONGEST_METRIC_NAME, type Metrics, MOST_METRICS } from '../evaluate/metrics.ts'

const LONGEST_NAME_BYTES = 4 * LONGEST_METRIC_NAME
/** Length and one byte. */
const SHORTEST_NAME_BYTES = 5

/** The names of a frame, in the order in which they first appear. */
export class MetricNames {
  readonly #places = new Map<string, number>()

  constructor(scored: readonly { readonly metrics?: Metrics }[]) {
    for (const { metrics } of scored) {
      if (metrics === undefined) continue
      for (const name of Object.keys(metrics)) {
        if (!this.#places.has(name)) this.#places.set(name, this.#places.size)
      }
    }
  }

  get isEmpty(): boolean {
    return this.#places.size === 0
  }

  write(writer: ByteWriter): void {
    writer.u32(this.#places.size)
    for (const name of this.#places.keys()) writer.text(name)
  }

  writeMetrics(writer: ByteWriter, metrics: Metrics): void {
    const entries = Object.entries(metrics)
    writer.u8(entries.length)
    for (const [name, value] of entries) {
      const place = this.#places.get(name)
      invariant(place !== undefined, `the metric "${name}" is in no table`)
      writer.u32(place)
      writer.f64(value)
    }
  }
}

/** Throws where they are none. */
export function readMetricNames(reader: ByteReader): readonly string[] {
  const count = reader.count(Math.floor(reader.left / SHORTEST_NAME_BYTES))
  return Array.from({ length: count }, () => {
    const name = reader.text(LONGEST_NAME_BYTES)
    if (!isMetricName(name)) throw new RangeError('a metric has no sound name')
    return name
  })
}

/** null where the genome has none; numbers that aren't finite are kept as they came. Throws where they are none. */
export function readMetrics(reader: ByteReader, names: readonly string[]): Metrics | null {
  const count = reader.u8()
  if (count === 0) return null
  if (count > MOST_METRICS) throw new RangeError(`a genome has ${count} metrics`)
  const entries = Array.from({ length: count }, () => {
    const name = names[reader.u32()]
    if (name === undefined) throw new RangeError('a metric has a name that is not there')
    return [name, reader.f64()] as const
  })
  return Object.fromEntries(entries)
}
