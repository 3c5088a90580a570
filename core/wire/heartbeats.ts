// Who was silent for too long, and whose turn it is to be asked. Time is a number that it is told; it closes nothing.
import type { Member, Peer } from './member.ts'

export interface HeartbeatRules {
  readonly heartbeatIntervalMs: number
  /** A worker that was silent for this long is lost. */
  readonly heartbeatTimeoutMs: number
  /** A connection that hasn't introduced itself for this long is closed. */
  readonly handshakeTimeoutMs: number
}

export class Heartbeats {
  readonly #rules: HeartbeatRules
  #lastTickMs = 0
  #lastPingMs = Number.NEGATIVE_INFINITY

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

  /** Whether everybody is to be pinged now. */
  isDue(nowMs: number): boolean {
    if (nowMs - this.#lastPingMs < this.#rules.heartbeatIntervalMs) return false
    this.#lastPingMs = nowMs
    return true
  }
}
