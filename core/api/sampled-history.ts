// A long history as screens hold it: every generation while there are few, then evenly spaced ones, and between them
// those that were better or worse than all before, so that no peak is lost. However long a run lasts, as many are held:
// what comes at the end is made up for by wider spaces, which move from the beginning towards the end, until they are all
// over it. Which generations stay follows from their numbers alone: whoever holds more of them comes to the same ones.
import type { GenerationSnapshot } from '../run/snapshot.ts'

/** Up to so many generations all are kept; later there are so many evenly spaced ones, or {@link SPACING_STEP} fewer. */
export const MOST_SAMPLES = 512
/** Generations with more species are so large that fewer are kept. */
const MANY_SPECIES = 24
const MOST_LARGE_SAMPLES = 192
/** So many spaces become wider at a time: what is drawn from the history changes all the more seldom. */
const SPACING_STEP = 8

/** The history with more generations, in order of their numbers. The newest generation always stays. */
export function withGenerations(
  history: readonly GenerationSnapshot[],
  added: readonly GenerationSnapshot[],
): readonly GenerationSnapshot[] {
  return sampled(merged(history, added))
}

/** What the choice depends on. */
type Sampled = Pick<GenerationSnapshot, 'generation' | 'best'> & Partial<Pick<GenerationSnapshot, 'species'>>

/** What stays of generations that are in order of their numbers. */
export function sampled<Generation extends Sampled>(history: readonly Generation[]): readonly Generation[] {
  const last = history.at(-1)
  const generations = (last?.generation ?? 0) + 1
  const most = areLarge(history) ? MOST_LARGE_SAMPLES : MOST_SAMPLES
  if (generations <= most) return history
  const spacing = spacingOf(generations, most)
  const extremes = extremesOf(history, spacing)
  return history.filter(
    (snapshot, index) =>
      snapshot.generation % strideAt(spacing, snapshot.generation) === 0 ||
      extremes.has(index) ||
      snapshot === last,
  )
}

const areLarge = (history: readonly Sampled[]): boolean =>
  history.some(({ species }) => species !== undefined && species.length > MANY_SPECIES)

/** The evenly spaced ones: one of `2 * stride` generations before `widerBefore`, and one of `stride` from there on. */
interface Spacing {
  readonly stride: number
  readonly widerBefore: number
}

const strideAt = ({ stride, widerBefore }: Spacing, generation: number): number =>
  generation < widerBefore ? 2 * stride : stride

/** Strides are powers of two, so that what a wider one keeps a narrower one has. */
function spacingOf(generations: number, most: number): Spacing {
  let stride = 1
  while (generations > 2 * stride * most) stride *= 2
  const tooMany = generations / stride - most
  const widened = SPACING_STEP * Math.ceil(tooMany / SPACING_STEP)
  return { stride, widerBefore: 2 * stride * widened }
}

/** In every stretch between two evenly spaced ones: the last that is better, and the last that is worse, than all before. */
function extremesOf(history: readonly Sampled[], spacing: Spacing): ReadonlySet<number> {
  const highest = new Map<number, number>()
  const lowest = new Map<number, number>()
  let [high, low] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const [index, { generation, best }] of history.entries()) {
    const stretch = generation - (generation % strideAt(spacing, generation))
    if (best > high) {
      high = best
      highest.set(stretch, index)
    }
    if (best < low) {
      low = best
      lowest.set(stretch, index)
    }
  }
  return new Set([...highest.values(), ...lowest.values()])
}

/** Both by number, each generation once. */
function merged(
  history: readonly GenerationSnapshot[],
  added: readonly GenerationSnapshot[],
): readonly GenerationSnapshot[] {
  const [first] = added
  if (first === undefined) return history
  const all = [...history, ...added]
  if (first.generation > (history.at(-1)?.generation ?? -1) && isInOrder(added)) return all
  const byNumber = new Map(all.map((snapshot) => [snapshot.generation, snapshot]))
  return [...byNumber.values()].sort((a, b) => a.generation - b.generation)
}

function isInOrder(snapshots: readonly GenerationSnapshot[]): boolean {
  return snapshots.every(
    ({ generation }, index) => generation > (snapshots[index - 1]?.generation ?? Number.NEGATIVE_INFINITY),
  )
}
