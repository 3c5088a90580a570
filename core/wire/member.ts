// A worker as the master's session knows it: who it is and how fast it works. Views for people derive from it.
import type { WorkerView } from '../api/views.ts'
import type { WorkerKey } from '../base/ids.ts'
import type { Hello } from './messages.ts'

/** One connection's peer, from its first byte to its last. */
export type Peer =
  | { readonly kind: 'greeting'; readonly address: string; readonly local: boolean; readonly sinceMs: number }
  | Member

export interface Member {
  readonly kind: 'member'
  readonly key: WorkerKey
  readonly label: string
  readonly address: string
  readonly local: boolean
  readonly hello: Hello
  readonly warning: string | null
  /** Wrote the last byte at this time. */
  heardAtMs: number
  /** Let a lease run out and hasn't delivered since. */
  isOverdue: boolean
  genomesEvaluated: number
  /** Moving average; null before the first results. */
  msPerGenome: number | null
  /** Genomes counted since `rateSinceMs`, for the rate. */
  recentGenomes: number
  rateSinceMs: number
  genomesPerSecond: number
}

export function newMember(
  from: { readonly address: string; readonly local: boolean; readonly nowMs: number },
  hello: Hello,
  identity: { readonly key: WorkerKey; readonly label: string; readonly warning: string | null },
): Member {
  return {
    kind: 'member',
    ...identity,
    address: from.address,
    local: from.local,
    hello,
    heardAtMs: from.nowMs,
    isOverdue: false,
    genomesEvaluated: 0,
    msPerGenome: null,
    recentGenomes: 0,
    rateSinceMs: from.nowMs,
    genomesPerSecond: 0,
  }
}

/** Notes `count` genomes that took the worker `elapsedMs` of one slot. */
export function noteResults(member: Member, count: number, elapsedMs: number): void {
  member.genomesEvaluated += count
  member.recentGenomes += count
  if (count === 0 || !(elapsedMs >= 0)) return
  const measured = elapsedMs / count
  member.msPerGenome = member.msPerGenome === null ? measured : 0.7 * member.msPerGenome + 0.3 * measured
}

/** Works the rate out anew from what was counted since the last time. */
export function updateRate(member: Member, nowMs: number): void {
  const elapsedMs = nowMs - member.rateSinceMs
  if (elapsedMs <= 0) return
  member.genomesPerSecond = (member.recentGenomes / elapsedMs) * 1000
  member.recentGenomes = 0
  member.rateSinceMs = nowMs
}

export function viewOf(member: Member, state: WorkerView['state']): WorkerView {
  return {
    key: member.key,
    label: member.label,
    address: member.address,
    local: member.local,
    slots: member.hello.slots,
    state,
    genomesEvaluated: member.genomesEvaluated,
    genomesPerSecond: state === 'gone' ? 0 : member.genomesPerSecond,
    appVersion: member.hello.appVersion,
    warning: member.warning,
  }
}

/** The label, or the label with the lowest number behind it that no other live worker has. */
export function freeLabel(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    const candidate = `${wanted}-${number}`
    if (!taken.has(candidate)) return candidate
  }
}
