// How many slots a machine gives unless told otherwise.
import { availableParallelism } from 'node:os'

/** All cores but one, at least one: the last one is for whoever sits there. */
export function defaultSlots(): number {
  return Math.max(1, availableParallelism() - 1)
}
