// How a bug is reported: by throwing at the place where an assumption broke. Expected failures are values, not these.

export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** Throws {@link InvariantError} when `condition` is false: the caller has a bug. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message)
}

/** Ends a switch over a union: the compiler refuses a missing case, and bytes from outside throw. */
export function assertNever(value: never): never {
  throw new InvariantError(`unexpected case: ${JSON.stringify(value)}`)
}
