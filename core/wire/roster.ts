// Who is connected to a master, who was lost lately, and what is remembered of everybody who ever came.
import type { WorkerView } from '../api/views.ts'
import { freeLabel, type Member, type Peer, updateRate, viewOf } from './member.ts'
import { newStanding, type Standing } from './standing.ts'

/** How long a lost worker stays in the list. */
const GONE_FOR_MS = 10_000
const RATE_INTERVAL_MS = 1000
/** Standings that are kept; the oldest make room. */
const MOST_STANDINGS = 4096

export class Roster {
  readonly #peers = new Map<string, Peer>()
  readonly #gone = new Map<string, { readonly view: WorkerView; readonly untilMs: number }>()
  readonly #standings = new Map<string, Standing>()
  readonly #barred = new Set<string>()
  #members: readonly Member[] = []
  #ratesAtMs = 0

  /** In the order they came. */
  get members(): readonly Member[] {
    return this.#members
  }

  get peers(): readonly (readonly [string, Peer])[] {
    return [...this.#peers]
  }

  at(connection: string): Peer | undefined {
    return this.#peers.get(connection)
  }

  set(connection: string, peer: Peer): void {
    this.#peers.set(connection, peer)
    this.#listMembers()
    if (peer.kind === 'member') this.#gone.delete(peer.key)
  }

  remove(connection: string): void {
    this.#peers.delete(connection)
    this.#listMembers()
  }

  /** The worker with this key, unless it is the master's own. */
  remote(key: string): readonly Member[] {
    return this.#members.filter((member) => member.key === key && !member.local)
  }

  /** Lets nobody from the address of this worker in any more; returns who is here from there. */
  bar(key: string): readonly Member[] {
    const addresses = this.remote(key).map(({ address }) => address)
    for (const address of addresses) this.#barred.add(address)
    return this.#members.filter(({ local, address }) => !local && addresses.includes(address))
  }

  isBarred(address: string): boolean {
    return this.#barred.has(address)
  }

  /** Shows a lost member for a while. */
  showGone(member: Member, nowMs: number): void {
    this.#gone.set(member.key, { view: viewOf(member, 'gone'), untilMs: nowMs + GONE_FOR_MS })
  }

  /** Works rates out anew now and then and forgets who was lost long ago; whether there is news. */
  refresh(nowMs: number): boolean {
    let changed = this.#forgetGone(nowMs)
    if (nowMs - this.#ratesAtMs < RATE_INTERVAL_MS) return changed
    this.#ratesAtMs = nowMs
    for (const member of this.#members) {
      changed ||= member.recentGenomes > 0 || member.genomesPerSecond > 0
      updateRate(member, nowMs)
    }
    return changed
  }

  /** What is remembered of a worker; a clean sheet for one who is new. */
  standingOf(key: string): Standing {
    const standing = this.#standings.get(key) ?? newStanding()
    this.#standings.delete(key)
    this.#standings.set(key, standing)
    const [oldest] = this.#standings.keys()
    if (this.#standings.size > MOST_STANDINGS && oldest !== undefined) this.#standings.delete(oldest)
    return standing
  }

  /** Failures of one run say nothing about another. */
  forgetFailures(): void {
    for (const standing of this.#standings.values()) {
      standing.answered = 0
      standing.failed = 0
    }
  }

  freeLabel(wanted: string): string {
    return freeLabel(wanted, new Set(this.#members.map(({ label }) => label)))
  }

  /** Everybody who is connected, and who was lost lately. */
  views(isWorking: (member: Member) => boolean): readonly WorkerView[] {
    const live = this.#members.map((member) => viewOf(member, isWorking(member) ? 'working' : 'idle'))
    return [...live, ...[...this.#gone.values()].map(({ view }) => view)]
  }

  #forgetGone(nowMs: number): boolean {
    const over = [...this.#gone].filter(([, { untilMs }]) => untilMs <= nowMs)
    for (const [key] of over) this.#gone.delete(key)
    return over.length > 0
  }

  #listMembers(): void {
    this.#members = [...this.#peers.values()].filter((peer) => peer.kind === 'member')
  }
}
