// Who is connected to a master, who was lost lately, and what is remembered of everybody who ever came.
import type { WorkerView } from '../api/views.ts'
import { freeLabel, type Member, type Peer, viewOf } from './member.ts'
import { newStanding, type Standing } from './standing.ts'

/** How long a lost worker stays in the list. */
const GONE_FOR_MS = 10_000
/** Standings that are kept; the oldest make room. */
const MOST_STANDINGS = 4096

export class Roster {
  readonly #peers = new Map<string, Peer>()
  readonly #gone = new Map<string, { readonly view: WorkerView; readonly untilMs: number }>()
  readonly #standings = new Map<string, Standing>()
  #members: readonly Member[] = []

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

  /** Shows a lost member for a while. */
  showGone(member: Member, nowMs: number): void {
    this.#gone.set(member.key, { view: viewOf(member, 'gone'), untilMs: nowMs + GONE_FOR_MS })
  }

  /** Whether somebody's time in the list was over. */
  forgetGone(nowMs: number): boolean {
    const over = [...this.#gone].filter(([, { untilMs }]) => untilMs <= nowMs)
    for (const [key] of over) this.#gone.delete(key)
    return over.length > 0
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

  #listMembers(): void {
    this.#members = [...this.#peers.values()].filter((peer) => peer.kind === 'member')
  }
}
