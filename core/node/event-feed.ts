// One stream of events to many listeners, each told at its own pace: events that come faster than people can look are
// put together on the way, and a listener that can't follow waits without holding anybody up.
import { EventBuffer } from '../api/coalesce-events.ts'
import type { ApiEvent, Carriage } from '../api/neatwork-api.ts'
import type { AppState } from '../api/views.ts'

/** Listeners are told at most this often. */
const INTERVAL_MS = 40
/** Between two pieces of a state, for everything else that this process and the page have to do. */
const PIECE_INTERVAL_MS = 10

interface Listening {
  readonly tell: (event: ApiEvent) => void
  readonly carriage: Carriage | null
  readonly buffer: EventBuffer
}

export class EventFeed {
  readonly #state: () => AppState
  readonly #listeners = new Set<Listening>()
  #timer: NodeJS.Timeout | null = null
  #dueAtMs = Number.POSITIVE_INFINITY

  /** `state` gives the full state with which a new listener begins. */
  constructor(state: () => AppState) {
    this.#state = state
  }

  subscribe(tell: (event: ApiEvent) => void, carriage: Carriage | null = null): () => void {
    const listening = { tell, carriage, buffer: new EventBuffer(carriage !== null) }
    listening.buffer.add({ kind: 'state', state: this.#state() })
    this.#listeners.add(listening)
    this.#schedule(0)
    return () => void this.#listeners.delete(listening)
  }

  emit(event: ApiEvent): void {
    if (this.#listeners.size === 0) return
    for (const { buffer } of this.#listeners) buffer.add(event)
    this.#schedule(INTERVAL_MS)
  }

  /** Tells everybody what is left to tell. */
  close(): void {
    this.#cancel()
    for (const listening of this.#listeners) {
      while (!listening.buffer.isEmpty) tellNext(listening)
    }
    this.#listeners.clear()
  }

  #schedule(delayMs: number): void {
    const dueAtMs = performance.now() + delayMs
    if (dueAtMs >= this.#dueAtMs) return
    this.#cancel()
    this.#dueAtMs = dueAtMs
    this.#timer = setTimeout(() => this.#flush(), delayMs)
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#dueAtMs = Number.POSITIVE_INFINITY
  }

  #flush(): void {
    this.#cancel()
    for (const listening of this.#listeners) {
      const { buffer, carriage } = listening
      if (carriage === null || carriage.isReady()) tellNext(listening)
      if (!buffer.isEmpty) this.#schedule(carriage?.isReady() === true ? PIECE_INTERVAL_MS : INTERVAL_MS)
    }
  }
}

function tellNext({ buffer, tell }: Listening): void {
  for (const event of buffer.take()) tell(event)
}
