// An island's part in the exchange of champions: sends its own, waits for those it is to receive, and goes on without those
// that don't come in time. Carriers bring messages, and somebody else has the clock.

import type { IslandsView, PassageView } from '../api/islands-view.ts'
import type { LogEvent } from '../api/run-log.ts'
import type { AbortSignalLike } from '../base/abort.ts'
import { EvaluationAborted } from '../evaluate/batch.ts'
import type { NetworkShape } from '../neat/first-genomes.ts'
import type { Migrant, MigrantGenome } from '../neat/migrant.ts'
import { champions } from '../neat/settle-migrants.ts'
import type { EvaluatedGeneration } from '../run/evolve.ts'
import type { Islands } from '../run/islands-config.ts'
import type { RunConfig } from '../run/run-config.ts'
import type { ControlBody } from '../wire/messages.ts'
import { isExchange, sourcesOf, targetsOf } from './archipelago.ts'
import { type Exchange, migrantsFrom, type RecordedExchanges } from './exchange-record.ts'
import { decodeMigrants, encodeMigrants } from './migrant-codec.ts'
import { Neighbours } from './neighbours.ts'

export type IslandNews = ControlBody<'islandNews'>
export type MigrantsMessage = ControlBody<'migrants'>

/** How messages leave this island. Nothing is lost when a carrier drops one but time. */
export interface IslandPost {
  news(news: IslandNews): void
  migrants(to: readonly string[], message: MigrantsMessage): void
}

export interface IslandClock {
  /** Milliseconds. */
  now(): number
  /** Calls `act` once, later; the answer calls it off. */
  after(delayMs: number, act: () => void): () => void
}

export type IslandEvent = Extract<LogEvent, { kind: 'island-missed' | 'island-back' }>

export interface ExchangeOptions {
  readonly config: RunConfig
  readonly islands: Islands
  readonly shape: NetworkShape
  /** Exchanges of before, which are repeated as they were. */
  readonly recorded: RecordedExchanges
  readonly post: IslandPost
  readonly clock: IslandClock
  /** Makes sure of an exchange before the run goes on with it. */
  readonly keep: (exchange: Exchange) => Promise<void>
  readonly log: (level: 'info' | 'warn', message: string) => void
  /** An island is missed, or is back: told once each time. */
  readonly happened: (event: IslandEvent) => void
  /** What a screen would show has changed. */
  readonly changed: () => void
}

/** Exchanges for which messages are kept, of those to come and of those that others may still ask for. */
const KEPT_EXCHANGES = 64

interface Waiting {
  readonly generation: number
  readonly sources: readonly string[]
  /** Goes on where nobody is awaited any more. */
  readonly look: () => void
  /** The time begins anew. */
  readonly renew: () => void
}

export class IslandExchange {
  readonly #options: ExchangeOptions
  readonly #neighbours: Neighbours
  /** Champions that came before they were needed, by generation and island. */
  readonly #inbox = new Map<number, Map<string, readonly MigrantGenome[]>>()
  /** Own champions, by generation. */
  readonly #outbox = new Map<number, readonly MigrantGenome[]>()
  #news: IslandNews = { generation: -1, best: null, ended: false }
  /** Last exchange that is over. */
  #last: Exchange | null = null
  #settled = 0
  /** Exchanges that went on without an island since its champions came last. */
  readonly #missed = new Map<string, number>()
  #waiting: Waiting | null = null

  constructor(options: ExchangeOptions) {
    this.#options = options
    this.#neighbours = new Neighbours(options.islands, options.clock)
    for (const exchange of options.recorded.values()) this.#note(exchange)
  }

  /** The last that is done; −1 before the first. */
  get generation(): number {
    return this.#news.generation
  }

  /** What was said last, to be said again to show that this island is there. */
  get news(): IslandNews {
    return this.#news
  }

  /** Tells how far this island is. */
  tell(news: IslandNews): void {
    this.#news = news
    this.#options.post.news(news)
    this.#options.changed()
  }

  /** Champions of others for the generation after `last`: what {@link Evolution.migrants} asks for. */
  async migrants(
    { population, fitness }: EvaluatedGeneration,
    signal: AbortSignalLike,
  ): Promise<readonly Migrant[]> {
    const { islands, recorded, config } = this.#options
    const { generation } = population
    if (!isExchange(islands, generation)) return []
    const known = recorded.get(generation)
    const sent = known?.sent ?? champions(population, fitness, config.neat.selection.goal, islands.champions)
    this.#outbox.set(generation, sent)
    forgetOldest(this.#outbox)
    this.#send(generation, targetsOf(islands, islands.island, generation))
    if (known !== undefined) return migrantsFrom(known)
    const sources = sourcesOf(islands, islands.island, generation)
    await this.#arrival(generation, sources, signal)
    const exchange = this.#close(generation, sources, sent)
    await this.#options.keep(exchange)
    this.#tell(exchange)
    this.#note(exchange)
    this.#options.changed()
    return migrantsFrom(exchange)
  }

  /** A connection to an island is open; it has done the generations up to `generation`, −1 for none. */
  met(island: string, generation: number): void {
    this.#neighbours.heard(island, { generation, best: null, ended: false })
    const { islands } = this.#options
    for (const sent of this.#outbox.keys()) {
      const isFor = targetsOf(islands, islands.island, sent).includes(island)
      if (sent >= generation && isFor) this.#send(sent, [island])
    }
    this.#options.changed()
  }

  /** The connection to an island is gone. */
  lost(island: string): void {
    this.#neighbours.lost(island)
    this.#options.changed()
  }

  heard(island: string, news: IslandNews): void {
    const hasProgressed = this.#neighbours.heard(island, news)
    // Whoever gets on will come to the exchange, too.
    if (hasProgressed && this.#waiting?.sources.includes(island) === true) this.#waiting.renew()
    this.#waiting?.look()
    this.#options.changed()
  }

  /** Champions came; null, or a clause that says why they can't be used. */
  arrived(island: string, { generation, genomes: bytes }: MigrantsMessage): string | null {
    const { islands, config, shape } = this.#options
    const { island: own, every, champions: most } = islands
    if (!isExchange(islands, generation) || !sourcesOf(islands, own, generation).includes(island)) {
      return `its champions of generation ${generation} are not for this island`
    }
    const read = decodeMigrants(bytes, most, { shape, kind: config.neat.network.kind })
    if (!read.ok) return `its champions of generation ${generation} can't be read: ${read.message}`
    this.#neighbours.alive(island)
    if (generation <= (this.#last?.generation ?? -1)) return this.#late(island, generation)
    if (generation > this.#news.generation + KEPT_EXCHANGES * every) {
      return `it is more than ${KEPT_EXCHANGES} exchanges ahead`
    }
    const present = this.#inbox.get(generation) ?? new Map<string, readonly MigrantGenome[]>()
    // The first of two that are said to be the same counts.
    if (!present.has(island)) present.set(island, read.genomes)
    this.#inbox.set(generation, present)
    this.#neighbours.arrived(island, generation)
    this.#waiting?.look()
    this.#options.changed()
    return null
  }

  view(): IslandsView {
    const { islands } = this.#options
    const { island, topology, every, names } = islands
    const last = this.#last?.generation ?? null
    const shown = this.#waiting?.generation ?? last ?? every
    return {
      ...{ island, topology, every, lastExchange: last, settled: this.#settled },
      nextExchange: (Math.floor(Math.max(last ?? 0, this.#news.generation) / every) + 1) * every,
      islands: names.map((name) =>
        name === island
          ? {
              ...{ name, isOwn: true, state: this.#news.ended ? 'ended' : 'here', lastArrival: null },
              ...{
                generation: this.#news.generation < 0 ? null : this.#news.generation,
                best: this.#news.best,
              },
            }
          : this.#neighbours.view(name),
      ),
      passages: names.flatMap((to) =>
        sourcesOf(islands, to, shown).map((from) => ({ from, to, state: this.#passage(from, to, shown) })),
      ),
    }
  }

  #passage(from: string, to: string, generation: number): PassageView['state'] {
    if (to !== this.#options.islands.island) return this.#outbox.has(generation) ? 'arrived' : 'planned'
    if (this.#waiting?.generation === generation) {
      return this.#inbox.get(generation)?.has(from) === true ? 'arrived' : 'awaited'
    }
    if (this.#last?.generation !== generation) return 'planned'
    return this.#last.received.some(({ island }) => island === from) ? 'arrived' : 'missing'
  }

  #send(generation: number, to: readonly string[]): void {
    const sent = this.#outbox.get(generation)
    if (sent === undefined || to.length === 0) return
    this.#options.post.migrants(to, { generation, genomes: encodeMigrants(sent) })
  }

  /** Resolves once all are there that can still come, or the time is over. */
  #arrival(generation: number, sources: readonly string[], signal: AbortSignalLike): Promise<void> {
    const { clock, islands, changed } = this.#options
    if (signal.aborted) return Promise.reject(new EvaluationAborted())
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        callOff()
        signal.removeEventListener('abort', abort)
        this.#waiting = null
        settle()
      }
      const abort = () => end(() => reject(new EvaluationAborted()))
      const begin = () => clock.after(islands.waitSeconds * 1000, () => end(resolve))
      let callOff = begin()
      const renew = () => {
        callOff()
        callOff = begin()
      }
      const look = () => {
        if (sources.every((island) => !this.#isAwaited(island, generation))) end(resolve)
      }
      signal.addEventListener('abort', abort)
      this.#waiting = { generation, sources, look, renew }
      changed()
      look()
    })
  }

  #isAwaited(island: string, generation: number): boolean {
    if (this.#inbox.get(generation)?.has(island) === true) return false
    if (this.#neighbours.hasEndedBefore(island, generation)) return false
    // Whoever was away the last time already holds nobody up again.
    const wasMissing = this.#last?.missing.some((one) => one.island === island) === true
    return !(wasMissing && !this.#neighbours.isHere(island))
  }

  #close(generation: number, sources: readonly string[], sent: readonly MigrantGenome[]): Exchange {
    const present = this.#inbox.get(generation) ?? new Map<string, readonly MigrantGenome[]>()
    const received = sources.flatMap((island) => {
      const genomes = present.get(island)
      return genomes === undefined ? [] : [{ island, genomes }]
    })
    const missing = sources
      .filter((island) => !present.has(island))
      .map((island) => {
        const hasEnded = this.#neighbours.hasEndedBefore(island, generation)
        return { island, why: hasEnded ? ('ended' as const) : ('away' as const) }
      })
    return { generation, received, missing, sent }
  }

  #note(exchange: Exchange): void {
    const { generation, received, sent } = exchange
    this.#outbox.set(generation, sent)
    forgetOldest(this.#outbox)
    for (const kept of [...this.#inbox.keys()]) if (kept <= generation) this.#inbox.delete(kept)
    if (generation <= (this.#last?.generation ?? -1)) return
    this.#last = exchange
    this.#settled += received.reduce((sum, { genomes }) => sum + genomes.length, 0)
    for (const { island } of received) {
      this.#neighbours.arrived(island, generation)
      this.#missed.delete(island)
    }
    for (const { island, why } of exchange.missing) {
      if (why === 'away') this.#missed.set(island, (this.#missed.get(island) ?? 0) + 1)
    }
  }

  /** Others may have it again, after a connection was lost; what is missing stays so. */
  #late(island: string, generation: number): null {
    const wasMissing = this.#last?.missing.some((one) => one.island === island) === true
    if (wasMissing && this.#last?.generation === generation) {
      this.#options.log(
        'info',
        `The champions of generation ${generation} of ${island} have come too late and are not used.`,
      )
    }
    return null
  }

  /** However many exchanges an island misses, it is said once, and once that it is back. */
  #tell({ generation, missing, received }: Exchange): void {
    const { log, happened } = this.#options
    for (const { island, why } of missing) {
      if (why === 'ended' || this.#missed.has(island)) continue
      log(
        'warn',
        `Went on without the champions of generation ${generation} of ${island}, which is away; so do the exchanges to come, until it is back.`,
      )
      happened({ kind: 'island-missed', island, exchange: generation })
    }
    for (const { island } of received) {
      const missed = this.#missed.get(island)
      if (missed === undefined) continue
      const exchanges = missed === 1 ? 'one exchange' : `${missed} exchanges`
      log(
        'info',
        `The champions of ${island} come again with generation ${generation}, after ${exchanges} without.`,
      )
      happened({ kind: 'island-back', island, exchange: generation, missed })
    }
  }
}

function forgetOldest(outbox: Map<number, unknown>): void {
  for (const generation of [...outbox.keys()].sort((a, b) => a - b)) {
    if (outbox.size <= KEPT_EXCHANGES) return
    outbox.delete(generation)
  }
}
