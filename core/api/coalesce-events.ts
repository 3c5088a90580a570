// Many events as few: what a listener that hears of them later needs to be told. Order is kept, nothing is lost that a
// later event doesn't replace; for a listener that is told in pieces a long history comes as a rough picture first and
// then all that is between.
import type { GenerationSnapshot } from '../run/snapshot.ts'
import { MOST_ENTRIES } from './limits.ts'
import type { ApiEvent } from './neatwork-api.ts'
import type { LogEntry } from './run-log.ts'
import { MOST_SAMPLES, sampled } from './sampled-history.ts'
import type { AppState } from './views.ts'

/** Species and generations that make a piece: about two hundred kilobytes, a millisecond or two of work at either end. */
const PIECE_WEIGHT = 1500

/** Collects events for one listener. */
export class EventBuffer {
  readonly #inPieces: boolean
  #events: ApiEvent[] = []
  /** Generations to tell of: right after a state, before all other events. */
  #rest: readonly GenerationSnapshot[] = []

  constructor(inPieces: boolean) {
    this.#inPieces = inPieces
  }

  get isEmpty(): boolean {
    return this.#events.length === 0 && this.#rest.length === 0
  }

  add(event: ApiEvent): void {
    if (event.kind === 'state') return this.#begin(event.state)
    if (event.kind === 'generations') return this.#addGenerations(event.snapshots)
    if (event.kind === 'log') return this.#addEntries(event.entries)
    // The newer one says it all, in its own place.
    this.#events = [...this.#events.filter(({ kind }) => kind !== event.kind), event]
  }

  /** All there is to tell, or a piece of it. */
  take(): readonly ApiEvent[] {
    const events = this.#events
    this.#events = []
    const count = this.#inPieces ? pieceLength(this.#rest) : this.#rest.length
    if (count === 0) return events
    const snapshots = this.#rest.slice(0, count)
    this.#rest = this.#rest.slice(count)
    const [first, ...others] = events
    const generations: ApiEvent = { kind: 'generations', snapshots }
    return first?.kind === 'state' ? [first, generations, ...others] : [generations, ...events]
  }

  /** Replaces everything before it. */
  #begin(state: AppState): void {
    this.#rest = []
    if (state.mode.kind !== 'run' || !this.#inPieces) {
      this.#events = [{ kind: 'state', state }]
      return
    }
    const { history } = state.mode.run
    const rough = roughly(history, pieceLength(history))
    const told = new Set(rough)
    this.#events = [
      {
        kind: 'state',
        state: { ...state, mode: { kind: 'run', run: { ...state.mode.run, history: rough } } },
      },
    ]
    this.#rest = history.filter((snapshot) => !told.has(snapshot))
  }

  #addEntries(entries: readonly LogEntry[]): void {
    const earlier = this.#events.find((one) => one.kind === 'log')?.entries ?? []
    const others = this.#events.filter(({ kind }) => kind !== 'log')
    this.#events = [...others, { kind: 'log', entries: [...earlier, ...entries].slice(-MOST_ENTRIES) }]
  }

  #addGenerations(snapshots: readonly GenerationSnapshot[]): void {
    const rest = [...this.#rest, ...snapshots]
    // Whoever hasn't listened for so long gets what a late listener would.
    this.#rest = this.#inPieces && rest.length > 2 * MOST_SAMPLES ? sampled(rest) : rest
  }
}

/** How many of the first make a piece; at least one where there is one. */
function pieceLength(snapshots: readonly GenerationSnapshot[]): number {
  let weight = 0
  const over = snapshots.findIndex(({ species }) => {
    weight += 4 + species.length
    return weight > PIECE_WEIGHT
  })
  return over === -1 ? snapshots.length : Math.max(1, over)
}

/** So many, evenly over the whole and with its end. */
function roughly(history: readonly GenerationSnapshot[], count: number): readonly GenerationSnapshot[] {
  if (history.length <= count) return history
  const step = history.length / count
  return Array.from({ length: count }, (_, index) => history[Math.floor((index + 1) * step) - 1]).flatMap(
    (snapshot) => snapshot ?? [],
  )
}
