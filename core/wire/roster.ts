// Who is connected to a master, who was lost lately, and what is remembered of everybody who ever came.
import type { WorkerView } from '../api/views.ts'
import { freeLabel, type Member, type Peer, updateRate, viewOf } from './member.ts'
import { newStanding, type Standing } from './standing.ts'

/** How long a lost worker stays in the list. */
const GONE_FOR_MS = 10_000
const RATE_INTERVAL_MS = 1000
/** Standings that are kept; the oldest make room. */
const MOST_STANDINGS = 4096

/** How a worker left. */
export type Parting = NonNullable<WorkerView['parting']>

export class Roster {
  readonly #peers = new Map<string, Peer>()
  readonly #gone = new Map<string, { readonly view: WorkerView; readonly untilMs: number }>()
  readonly #standings = new Map<string, Standing>()
  readonly #barred = new Set<string>()
  /** Connections that haven't introduced themselves, in the order they came. */
  readonly #greeting = new Map<string, Peer>()
  /** Members, the longest silent first. */
  readonly #heard = new Map<string, Member>()
  readonly #byKey = new Map<string, Member>()
  readonly #labels = new Map<string, number>()
  #members: readonly Member[] | null = null
  #ratesAtMs = 0

  /** In the order they came. */
  get members(): readonly Member[] {
    this.#members ??= [...this.#peers.values()].filter((peer) => peer.kind === 'member')
    return this.#members
  }

  at(connection: string): Peer | undefined {
    return this.#peers.get(connection)
  }

  withKey(key: string): Member | undefined {
    return this.#byKey.get(key)
  }

  set(connection: string, peer: Peer): void {
    this.remove(connection)
    this.#peers.set(connection, peer)
    if (peer.kind === 'greeting') {
      this.#greeting.set(connection, peer)
      return
    }
    this.#heard.set(connection, peer)
    this.#byKey.set(peer.key, peer)
    this.#labels.set(peer.label, (this.#labels.get(peer.label) ?? 0) + 1)
    this.#members = null
    this.#gone.delete(peer.key)
  }

  remove(connection: string): void {
    const peer = this.#peers.get(connection)
    this.#peers.delete(connection)
    this.#greeting.delete(connection)
    if (peer?.kind !== 'member') return
    this.#heard.delete(connection)
    if (this.#byKey.get(peer.key) === peer) this.#byKey.delete(peer.key)
    const others = (this.#labels.get(peer.label) ?? 1) - 1
    if (others === 0) this.#labels.delete(peer.label)
    else this.#labels.set(peer.label, others)
    this.#members = null
  }

  /** A member has said something. */
  heard(member: Member, nowMs: number): void {
    member.heardAtMs = nowMs
    this.#heard.delete(member.connection)
    this.#heard.set(member.connection, member)
  }

  /** Connections that were silent for too long. */
  silent(isTooLate: (peer: Peer) => boolean): readonly string[] {
    const late: string[] = []
    for (const peers of [this.#greeting, this.#heard]) {
      for (const [connection, peer] of peers) {
        if (!isTooLate(peer)) break
        late.push(connection)
      }
    }
    return late
  }

  /** The worker with this key, unless it is the master's own. */
  remote(key: string): readonly Member[] {
    const member = this.#byKey.get(key)
    return member === undefined || member.local ? [] : [member]
  }

  /** Lets nobody from the address of this worker in any more; returns who is here from there. */
  bar(key: string): readonly Member[] {
    const addresses = this.remote(key).map(({ address }) => address)
    for (const address of addresses) this.#barred.add(address)
    return this.members.filter(({ local, address }) => !local && addresses.includes(address))
  }

  isBarred(address: string): boolean {
    return this.#barred.has(address)
  }

  /** Shows a lost member for a while. */
  showGone(member: Member, parting: Parting, nowMs: number): void {
    const view = { ...viewOf(member, 'gone'), parting }
    this.#gone.set(member.key, { view, untilMs: nowMs + GONE_FOR_MS })
  }

  /** Works rates out anew now and then and forgets who was lost long ago; whether there is news. */
  refresh(nowMs: number): boolean {
    let changed = this.#forgetGone(nowMs)
    if (nowMs - this.#ratesAtMs < RATE_INTERVAL_MS) return changed
    this.#ratesAtMs = nowMs
    for (const member of this.members) {
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
    return freeLabel(wanted, this.#labels)
  }

  /** Everybody who is connected, and who was lost lately. */
  views(isWorking: (member: Member) => boolean): readonly WorkerView[] {
    const live = this.members.map((member) => viewOf(member, isWorking(member) ? 'working' : 'idle'))
    return [...live, ...[...this.#gone.values()].map(({ view }) => view)]
  }

  #forgetGone(nowMs: number): boolean {
    const over = [...this.#gone].filter(([, { untilMs }]) => untilMs <= nowMs)
    for (const [key] of over) this.#gone.delete(key)
    return over.length > 0
  }
}
