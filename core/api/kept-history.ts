// The history as screens hold it: whole as long as it is short, and thinner once it isn't, so that a run of 100,000
// generations costs a screen no more than one of some thousands. Charts draw fewer points than are kept.
import type { GenerationSnapshot } from '../run/snapshot.ts'

/** More are never held. */
export const MOST_SNAPSHOTS = 4000

/**
 * `history` and what came after it, one by one: whenever there are too many, every second one goes, the newest never. What
 * is kept doesn't depend on how many came at a time.
 */
export function withSnapshots(
  history: readonly GenerationSnapshot[],
  more: readonly GenerationSnapshot[],
): readonly GenerationSnapshot[] {
  let kept = [...history]
  for (const snapshot of more) {
    kept.push(snapshot)
    if (kept.length <= MOST_SNAPSHOTS) continue
    const newest = kept.length - 1
    kept = kept.filter((_, at) => (newest - at) % 2 === 0)
  }
  return kept
}
