// Ctrl-C and termination: the first asks for a clean end, the second ends at once.
import { EXIT } from './exit-codes.ts'

/**
 * Calls `stop` at the first signal; `terminate` instead where that was SIGTERM, if it is given. Returns how to stop
 * listening.
 */
export function onInterrupt(stop: () => void, terminate: () => void = stop): () => void {
  let asked = false
  const answer = (how: () => void) => () => {
    if (asked) process.exit(EXIT.interrupted)
    asked = true
    how()
  }
  const [interrupted, terminated] = [answer(stop), answer(terminate)]
  process.on('SIGINT', interrupted)
  process.on('SIGTERM', terminated)
  return () => {
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', terminated)
  }
}
