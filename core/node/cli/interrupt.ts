// Ctrl-C and termination: the first asks for a clean end, the second ends at once.
import { EXIT } from './exit-codes.ts'

/** Calls `stop` at the first signal. Returns how to stop listening. */
export function onInterrupt(stop: () => void): () => void {
  let asked = false
  const listener = () => {
    if (asked) process.exit(EXIT.interrupted)
    asked = true
    stop()
  }
  process.on('SIGINT', listener)
  process.on('SIGTERM', listener)
  return () => {
    process.off('SIGINT', listener)
    process.off('SIGTERM', listener)
  }
}
