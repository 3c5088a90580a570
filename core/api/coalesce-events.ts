// Many events as few: what a listener that hears of them later needs to be told. Order is kept, nothing is lost that a
// later event doesn't replace.
import type { ApiEvent } from './neatwork-api.ts'
import { MOST_ENTRIES } from './run-log.ts'

/** Collects events for one listener. */
export class EventBuffer {
  #events: ApiEvent[] = []

  add(event: ApiEvent): void {
    if (event.kind === 'state') {
      this.#events = [event] // replaces everything before it
      return
    }
    const last = this.#events.findIndex((earlier) => earlier.kind === event.kind)
    const earlier = this.#events[last]
    if (earlier === undefined) {
      this.#events.push(event)
    } else if (event.kind === 'generations' && earlier.kind === 'generations') {
      this.#events[last] = { kind: 'generations', snapshots: [...earlier.snapshots, ...event.snapshots] }
    } else if (event.kind === 'log' && earlier.kind === 'log') {
      const entries = [...earlier.entries, ...event.entries].slice(-MOST_ENTRIES)
      this.#events[last] = { kind: 'log', entries }
    } else {
      this.#events.splice(last, 1) // the newer one says it all, in its own place
      this.#events.push(event)
    }
  }

  take(): readonly ApiEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }
}
