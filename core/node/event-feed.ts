// One stream of events to many listeners, each told at its own pace: events that come faster than people can look are
// put together on the way.
import { EventBuffer } from '../api/coalesce-events.ts'
import type { ApiEvent } from '../api/neatwork-api.ts'
import type { AppState } from '../api/views.ts'

/** Listeners are told at most this often. */
const INTERVAL_MS = 40

export class EventFeed {
  readonly #state: () => AppState
  readonly #listeners = new Map<(event: ApiEvent) => void, EventBuffer>()
  #timer: NodeJS.Timeout | null = null

  /** `state` gives the full state with which a new listener begins. */
  constructor(state: () => AppState) {
    this.#state = state
  }

  subscribe(listener: (event: ApiEvent) => void): () => void {
    const wrapped = (event: ApiEvent) => listener(event) // the same function may subscribe twice
    const buffer = new EventBuffer()
    buffer.add({ kind: 'state', state: this.#state() })
    this.#listeners.set(wrapped, buffer)
    this.#schedule(0)
    return () => void this.#listeners.delete(wrapped)
  }

  emit(event: ApiEvent): void {
    if (this.#listeners.size === 0) return
    for (const buffer of this.#listeners.values()) buffer.add(event)
    this.#schedule(INTERVAL_MS)
  }

  /** Tells everybody what is left to tell. */
  close(): void {
    this.#flush()
    this.#listeners.clear()
  }

  #schedule(delayMs: number): void {
    this.#timer ??= setTimeout(() => this.#flush(), delayMs)
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    for (const [listener, buffer] of this.#listeners) for (const event of buffer.take()) listener(event)
  }
}
