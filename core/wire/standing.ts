// What is remembered of a worker by its key, whether it is connected or not: how fast it is, and how much it fails.

export interface Standing {
  /** Milliseconds per genome on one slot, by problem: moving averages. */
  readonly speeds: Map<string, number>
  genomesEvaluated: number
  /** Evaluations that it answered in this run, and how many of them failed although another worker could do them. */
  answered: number
  failed: number
  /** Why it gets no more work, or null. */
  setAside: string | null
}

export function newStanding(): Standing {
  return { speeds: new Map(), genomesEvaluated: 0, answered: 0, failed: 0, setAside: null }
}

/** Weight of what was measured last. */
const NEWEST = 0.3

/** Notes that `count` genomes took `elapsedMs` of one slot; a worker's own words, so that nonsense is left out. */
export function noteSpeed(standing: Standing, problem: string, count: number, elapsedMs: number): void {
  if (count === 0 || !(elapsedMs >= 0 && elapsedMs < Number.POSITIVE_INFINITY)) return
  const measured = elapsedMs / count
  const before = standing.speeds.get(problem)
  standing.speeds.set(problem, before === undefined ? measured : (1 - NEWEST) * before + NEWEST * measured)
}

/** Fewer failures than this say nothing. */
const FEWEST_FAILURES = 5
/** A worker fails far more than its peers when its rate is above theirs by this factor, and by this much. */
const FACTOR = 4
const MARGIN = 0.05

/** The sentence that says so, or null where a worker fails no more than its peers, or has none. */
export function excessOfFailures(standing: Standing, peers: readonly Standing[]): string | null {
  const answered = peers.reduce((sum, peer) => sum + peer.answered, 0)
  const failed = peers.reduce((sum, peer) => sum + peer.failed, 0)
  if (answered < FEWEST_FAILURES || standing.failed < FEWEST_FAILURES) return null
  const theirs = failed / answered
  if (standing.failed / standing.answered <= FACTOR * theirs + MARGIN) return null
  return `${standing.failed} of its ${standing.answered} evaluations failed that other workers could do, and only ${failed} of ${answered} of theirs`
}
