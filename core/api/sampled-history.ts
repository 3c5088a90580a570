// A long history as screens hold it: every generation while there are few, then evenly spaced ones, and between them
// those that were better or worse than all before, so that no peak is lost. However long a run lasts, its history stays
// small. Which generations stay follows from their numbers alone: whoever holds more of them comes to the same ones.
import type { GenerationSnapshot } from '../run/snapshot.ts'

/** Up to so many generations all are kept; later the evenly spaced ones are between half of this and this. */
export const MOST_SAMPLES = 512
/** Generations with more species are so large that half as many are kept. */
const MANY_SPECIES = 24

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
  const stride = strideOf((last?.generation ?? 0) + 1, history)
  if (stride === 1) return history
  const extremes = extremesOf(history, stride)
  return history.filter(
    (snapshot, index) => snapshot.generation % stride === 0 || extremes.has(index) || snapshot === last,
  )
}

/** Distance of the evenly spaced ones among so many: the least power of two that leaves few enough. */
function strideOf(generations: number, history: readonly Sampled[]): number {
  if (generations <= MOST_SAMPLES / 2) return 1
  const areLarge = history.some(({ species }) => species !== undefined && species.length > MANY_SPECIES)
  const most = areLarge ? MOST_SAMPLES / 2 : MOST_SAMPLES
  let stride = 1
  while (generations / stride > most) stride *= 2
  return stride
}

/** In every stretch between two evenly spaced ones: the last that is better, and the last that is worse, than all before. */
function extremesOf(history: readonly Sampled[], stride: number): ReadonlySet<number> {
  const highest = new Map<number, number>()
  const lowest = new Map<number, number>()
  let [high, low] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const [index, { generation, best }] of history.entries()) {
    const stretch = Math.floor(generation / stride)
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
