// What an island knows of the others: who is there, and how far they are.

import type { IslandView } from '../api/islands-view.ts'
import type { Islands } from '../run/islands-config.ts'
import type { ControlBody } from '../wire/messages.ts'
import type { IslandClock } from './island-exchange.ts'

type News = ControlBody<'islandNews'>

/** News come at least this often while an island is there. */
export const NEWS_INTERVAL_MS = 5000
/** After so much silence it is away. */
export const AWAY_MS = 4 * NEWS_INTERVAL_MS

interface Neighbour {
  news: News | null
  /** null: its connection is gone, or was never there. */
  heardAtMs: number | null
  lastArrival: number | null
}

export class Neighbours {
  readonly #clock: IslandClock
  readonly #all: ReadonlyMap<string, Neighbour>

  constructor({ names }: Pick<Islands, 'names'>, clock: IslandClock) {
    this.#clock = clock
    this.#all = new Map(names.map((name) => [name, { news: null, heardAtMs: null, lastArrival: null }]))
  }

  /** Whether it has done more generations than it was known to have. */
  heard(island: string, news: News): boolean {
    const neighbour = this.#all.get(island)
    if (neighbour === undefined) return false
    const known = neighbour.news
    const isPoorer = news.best === null && known?.generation === news.generation
    if (!isPoorer) neighbour.news = news
    this.alive(island)
    return news.generation > (known?.generation ?? -1)
  }

  alive(island: string): void {
    const neighbour = this.#all.get(island)
    if (neighbour !== undefined) neighbour.heardAtMs = this.#clock.now()
  }

  lost(island: string): void {
    const neighbour = this.#all.get(island)
    if (neighbour !== undefined) neighbour.heardAtMs = null
  }

  arrived(island: string, generation: number): void {
    const neighbour = this.#all.get(island)
    if (neighbour === undefined) return
    neighbour.lastArrival = Math.max(neighbour.lastArrival ?? 0, generation)
  }

  isHere(island: string): boolean {
    const heardAtMs = this.#all.get(island)?.heardAtMs ?? null
    return heardAtMs !== null && this.#clock.now() - heardAtMs < AWAY_MS
  }

  /** Whether its run is over, and its last generation is not beyond `generation`: nothing of it will come any more. */
  hasEndedBefore(island: string, generation: number): boolean {
    const news = this.#all.get(island)?.news ?? null
    return news?.ended === true && news.generation <= generation
  }

  view(name: string): IslandView {
    const neighbour = this.#all.get(name)
    const news = neighbour?.news ?? null
    return {
      ...{ name, isOwn: false, lastArrival: neighbour?.lastArrival ?? null },
      state: news?.ended === true ? 'ended' : this.isHere(name) ? 'here' : news === null ? 'unmet' : 'away',
      generation: news === null || news.generation < 0 ? null : news.generation,
      best: news?.best ?? null,
    }
  }
}
