// Islands in one process: carriers are queues, and the clock stands still until a test moves it.
import { Cancellation } from '../../core/base/abort.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import type { Exchange, RecordedExchanges } from '../../core/islands/exchange-record.ts'
import {
  type IslandClock,
  type IslandEvent,
  IslandExchange,
  type IslandNews,
  type MigrantsMessage,
} from '../../core/islands/island-exchange.ts'
import { xor } from '../../core/problems/xor.ts'
import { type EvaluatedGeneration, evolve, type GenerationOutcome } from '../../core/run/evolve.ts'
import type { Islands, IslandTopology } from '../../core/run/islands-config.ts'
import { runConfigOf } from '../run/support.ts'

export const NAMES = ['berlin', 'paris', 'rome']

export const islandsOf = (island: string, change: Partial<Islands> = {}): Islands => ({
  ...{ island, names: NAMES, topology: 'ring', every: 3, champions: 2, waitSeconds: 60, seed: 7 },
  ...change,
})

class ManualClock implements IslandClock {
  #nowMs = 0
  #timers: { atMs: number; act: () => void }[] = []

  now(): number {
    return this.#nowMs
  }

  after(delayMs: number, act: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, act }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  advance(byMs: number): void {
    this.#nowMs += byMs
    const due = this.#timers.filter(({ atMs }) => atMs <= this.#nowMs)
    this.#timers = this.#timers.filter((timer) => !due.includes(timer))
    for (const { act } of due) act()
  }
}

export interface SiteOptions {
  readonly topology?: IslandTopology
  readonly recorded?: RecordedExchanges
  readonly resumeFrom?: EvaluatedGeneration
  readonly change?: Partial<Islands>
}

/** One master with its population. */
export class Site {
  readonly name: string
  readonly exchange: IslandExchange
  readonly kept: Exchange[] = []
  readonly said: string[] = []
  readonly happened: IslandEvent[] = []
  readonly outcomes: GenerationOutcome[] = []
  readonly stop = new Cancellation()
  /** Whether its messages go out, and others' come in. */
  isConnected = true
  readonly #generations: AsyncGenerator<GenerationOutcome, never>

  constructor(sea: Sea, name: string, options: SiteOptions = {}) {
    const { topology = 'ring', recorded = new Map(), resumeFrom = null, change = {} } = options
    const islands = islandsOf(name, { topology, ...change })
    const config = runConfigOf({
      ...{ problem: 'xor', islands },
      neat: { populationSize: 30 },
    })
    this.name = name
    this.exchange = new IslandExchange({
      ...{ config, islands, recorded, clock: sea.clock },
      shape: { inputs: xor.inputs.length, outputs: xor.outputs.length },
      post: {
        news: (news) => sea.news(this, news),
        migrants: (to, message) => sea.migrants(this, to, message),
      },
      keep: async (exchange) => void this.kept.push(exchange),
      log: (_, message) => void this.said.push(message),
      changed: () => {},
      happened: (event) => void this.happened.push(event),
    })
    this.#generations = evolve({
      ...{ config, problem: xor, evaluator: new SerialEvaluator(xor), resumeFrom },
      signal: this.stop.signal,
      migrants: (last, signal) => this.exchange.migrants(last, signal),
    })
  }

  /** So many generations more. */
  async run(count: number): Promise<void> {
    for (let done = 0; done < count; done++) {
      const { value } = await this.#generations.next()
      this.outcomes.push(value)
      const { generation, best } = value.snapshot
      this.exchange.tell({ generation, best, ended: false })
    }
  }

  get hashes(): readonly string[] {
    return this.outcomes.map(({ snapshot }) => snapshot.populationHash)
  }
}

/** What lies between the islands. */
export class Sea {
  readonly clock = new ManualClock()
  readonly sites = new Map<string, Site>()
  /** Every message comes twice. */
  isDoubling = false

  add(name: string, options: SiteOptions = {}): Site {
    const site = new Site(this, name, options)
    this.sites.set(name, site)
    for (const other of this.sites.values()) {
      if (other.name === name) continue
      other.exchange.met(name, site.exchange.generation)
      site.exchange.met(other.name, other.exchange.generation)
    }
    return site
  }

  /** All islands, or those named. */
  archipelago(options: SiteOptions = {}, names: readonly string[] = NAMES): readonly Site[] {
    return names.map((name) => this.add(name, options))
  }

  remove(name: string): void {
    this.sites.delete(name)
    for (const site of this.sites.values()) site.exchange.lost(name)
  }

  news(from: Site, news: IslandNews): void {
    for (const site of this.#reached(from)) site.exchange.heard(from.name, news)
  }

  migrants(from: Site, to: readonly string[], message: MigrantsMessage): void {
    for (const site of this.#reached(from)) {
      if (!to.includes(site.name)) continue
      for (let times = 0; times < (this.isDoubling ? 2 : 1); times++) {
        const refused = site.exchange.arrived(from.name, message)
        if (refused !== null) throw new Error(refused)
      }
    }
  }

  #reached(from: Site): readonly Site[] {
    return from.isConnected
      ? [...this.sites.values()].filter((site) => site !== from && site.isConnected)
      : []
  }
}

/** Lets everything that waits for nothing but its turn have it. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}
