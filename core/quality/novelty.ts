// Novelty: how far a behaviour is from its nearest neighbours among those of its generation and of an archive (Lehman &
// Stanley 2011, "Abandoning objectives: evolution through the search for novelty alone"). It knows no genomes.
// Typed-array reads are in range by construction, hence the casts.
import type { Steps } from '../base/steps.ts'

/** Behaviours of the past that new ones are compared with. A value. */
export interface NoveltyArchive {
  /** Oldest first, all of one length. */
  readonly behaviours: readonly Float64Array[]
  /** Novelty above which a behaviour is added. */
  readonly threshold: number
  /** Evaluations since the last addition, or since the threshold last fell for want of any. */
  readonly quietEvaluations: number
}

export interface ArchiveSettings {
  /** Above so many additions in a generation the threshold rises by a fifth. */
  readonly maxAdditions: number
  /** After so many evaluations without any it falls by a twentieth. */
  readonly quietEvaluations: number
  /** Beyond this the oldest are forgotten. */
  readonly maxSize: number
}

const RISE = 1.2
const FALL = 0.95

export function emptyArchive(threshold: number): NoveltyArchive {
  return { behaviours: [], threshold, quietEvaluations: 0 }
}

/** Distances computed between two pauses. */
const DISTANCES_PER_STEP = 500_000

/**
 * Mean distance of each behaviour to its `nearest` neighbours, itself apart; null, where an evaluation failed, has
 * novelty 0 and is nobody's neighbour.
 */
export function* noveltyOf(
  behaviours: readonly (Float64Array | null)[],
  archive: NoveltyArchive,
  nearest: number,
): Steps<Float64Array> {
  const known = [...behaviours.filter((behaviour) => behaviour !== null), ...archive.behaviours]
  const novelty = new Float64Array(behaviours.length)
  let distances = 0
  for (const [index, behaviour] of behaviours.entries()) {
    if (behaviour === null) continue
    novelty[index] = meanOfNearest(behaviour, known, nearest)
    distances += known.length
    if (distances < DISTANCES_PER_STEP) continue
    distances = 0
    yield
  }
  return novelty
}

/** Mean distance to the nearest of `known`, in which `behaviour` itself is found by identity and left out. */
function meanOfNearest(behaviour: Float64Array, known: readonly Float64Array[], nearest: number): number {
  const least = new Float64Array(nearest).fill(Number.POSITIVE_INFINITY)
  let found = 0
  for (const other of known) {
    if (other === behaviour) continue
    found++
    const distance = squaredDistance(behaviour, other)
    if (distance >= (least[nearest - 1] as number)) continue
    let at = nearest - 1
    for (; at > 0 && (least[at - 1] as number) > distance; at--) least[at] = least[at - 1] as number
    least[at] = distance
  }
  const count = Math.min(nearest, found)
  let sum = 0
  for (let at = 0; at < count; at++) sum += Math.sqrt(least[at] as number)
  return count === 0 ? 0 : sum / count
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let axis = 0; axis < a.length; axis++) {
    const difference = (a[axis] as number) - (b[axis] as number)
    sum += difference * difference
  }
  return sum
}

/** The archive with this generation's novel behaviours, in genome order, and its threshold adapted. */
export function extendArchive(
  archive: NoveltyArchive,
  behaviours: readonly (Float64Array | null)[],
  novelty: Float64Array,
  settings: ArchiveSettings,
): NoveltyArchive {
  const added = behaviours.filter(
    (behaviour, index) => behaviour !== null && (novelty[index] as number) > archive.threshold,
  ) as Float64Array[]
  const kept = [...archive.behaviours, ...added].slice(-settings.maxSize)
  if (added.length > settings.maxAdditions) {
    return { behaviours: kept, threshold: archive.threshold * RISE, quietEvaluations: 0 }
  }
  if (added.length > 0) return { behaviours: kept, threshold: archive.threshold, quietEvaluations: 0 }
  const quietEvaluations = archive.quietEvaluations + behaviours.length
  if (quietEvaluations < settings.quietEvaluations) return { ...archive, quietEvaluations }
  return { behaviours: kept, threshold: archive.threshold * FALL, quietEvaluations: 0 }
}
