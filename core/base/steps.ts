// Long work as a generator that pauses every so often, so that whoever runs it may let others have their turn. It knows
// no clock: where it pauses depends on the work alone.

/** Work that ends with `Result`; a pause means nothing. */
export type Steps<Result> = Generator<void, Result, void>

/** All of it at once. */
export function runToEnd<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same, waiting for `yieldToHost` at every pause. */
export async function runInTurns<Result>(
  steps: Steps<Result>,
  yieldToHost: (() => Promise<void>) | undefined,
): Promise<Result> {
  if (yieldToHost === undefined) return runToEnd(steps)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await yieldToHost()
  }
}
