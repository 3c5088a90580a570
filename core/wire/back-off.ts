// How long to wait before the next try: exponential with full jitter (Brooker 2015, "Exponential Backoff and Jitter"),
// but never less than half, so that a room of workers doesn't come back all at once nor one of them at once.

const FIRST_MS = 500
const LARGEST_MS = 15_000

/** Milliseconds before try number `attempt` + 1; `chance` is uniform over [0, 1). */
export function backOffMs(attempt: number, chance: number): number {
  const ceiling = Math.min(LARGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10))
  return Math.round(ceiling * (0.5 + 0.5 * chance))
}
