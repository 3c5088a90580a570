// Who was silent for too long, and whose turn it is to be asked. Time is a number that it is told; it closes nothing.
import type { Member, Peer } from './member.ts'

export interface HeartbeatRules {
  readonly heartbeatIntervalMs: number
  /** A worker that was silent for this long is lost. */
  readonly heartbeatTimeoutMs: number
  /** A connection that hasn't introduced itself for this long is closed. */
  readonly handshakeTimeoutMs: number
}

/** So many are asked in one turn without a thought. */
const AT_ONCE = 1000
/** All have been asked after this part of an interval. */
const ROUND_PART = 1 / 2

export class Heartbeats {
  readonly #rules: HeartbeatRules
  #lastTickMs = 0
  /** Whom to ask in this interval, from `#next` on still to be asked. */
  #round: readonly Member[] = []
  #next = 0
  #roundAtMs = Number.NEGATIVE_INFINITY

  constructor(rules: HeartbeatRules) {
    this.#rules = rules
  }

  /** Call at every tick, before anything else: while this machine slept or was stopped nobody could be heard. */
  forgiveOwnSleep(members: readonly Member[], nowMs: number): void {
    const sleptMs = nowMs - this.#lastTickMs
    this.#lastTickMs = nowMs
    const patienceMs = this.#rules.heartbeatTimeoutMs / 2
    if (sleptMs < patienceMs) return
    for (const member of members) member.heardAtMs = Math.max(member.heardAtMs, nowMs - patienceMs)
  }

  isTooLate(peer: Peer, nowMs: number): boolean {
    const { handshakeTimeoutMs, heartbeatTimeoutMs } = this.#rules
    return peer.kind === 'greeting'
      ? nowMs - peer.sinceMs > handshakeTimeoutMs
      : nowMs - peer.heardAtMs > heartbeatTimeoutMs
  }

  /**
   * Call at every tick: who is to be asked now. Everybody is once in an interval, a thousand and fewer at once, more of them in
   * several turns, so that none is long. Some may be gone by now.
   */
  due(members: readonly Member[], nowMs: number): readonly Member[] {
    const { heartbeatIntervalMs } = this.#rules
    let late: readonly Member[] = []
    if (nowMs - this.#roundAtMs >= heartbeatIntervalMs) {
      late = this.#round.slice(this.#next)
      this.#round = members
      this.#next = 0
      this.#roundAtMs = nowMs
    }
    const part = (nowMs - this.#roundAtMs) / (ROUND_PART * heartbeatIntervalMs)
    const from = this.#next
    this.#next = Math.max(from + AT_ONCE, Math.ceil(this.#round.length * Math.min(1, part)))
    const now = this.#round.slice(from, this.#next)
    return late.length === 0 ? now : [...late, ...now]
  }
}
