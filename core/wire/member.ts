// A worker as the master's session knows it: who it is and how fast it works. Views for people derive from it.
import type { WorkerView } from '../api/views.ts'
import { type WorkerKey, workerKey } from '../base/ids.ts'
import { LongEvaluations } from './long-evaluations.ts'
import type { Hello, RuntimeVersions } from './messages.ts'
import type { Printing } from './printed.ts'
import type { Standing } from './standing.ts'

/** One connection's peer, from its first byte to its last. */
export type Peer =
  | { readonly kind: 'greeting'; readonly address: string; readonly local: boolean; readonly sinceMs: number }
  | Member

export interface Member {
  readonly kind: 'member'
  readonly connection: string
  readonly key: WorkerKey
  readonly label: string
  readonly address: string
  readonly local: boolean
  readonly hello: Hello
  readonly warning: string | null
  readonly standing: Standing
  /** Evaluations that it makes at a time; 0 while it pauses. */
  slots: number
  /** Why it pauses, in its own words. */
  pause: string | null
  /** Why it gets no more work and leaves once it has finished what it has, or null. */
  draining: string | null
  readonly joinedAtMs: number
  /** Wrote the last byte at this time. */
  heardAtMs: number
  /** When the ping was sent that wasn't answered yet. */
  pingedAtMs: number | null
  roundTripMs: number | null
  /** Let a lease run out and hasn't delivered since. */
  isOverdue: boolean
  /** What is wrong with its results, while nobody can tell whose fault it is. */
  alarm: string | null
  /** Genomes counted since `rateSinceMs`, for the rate. */
  recentGenomes: number
  rateSinceMs: number
  genomesPerSecond: number
  readonly printing: Printing
  readonly long: LongEvaluations
}

/** Who came, and from where. */
export interface Arrival {
  readonly connection: string
  readonly address: string
  readonly local: boolean
  readonly nowMs: number
}

export function newMember(
  { connection, address, local, nowMs }: Arrival,
  hello: Hello,
  standing: Standing,
  identity: { readonly label: string; readonly warning: string | null },
): Member {
  return {
    kind: 'member',
    ...identity,
    ...{ connection, address, local, hello, standing },
    key: workerKey(hello.key),
    slots: hello.slots,
    pause: null,
    draining: null,
    joinedAtMs: nowMs,
    heardAtMs: nowMs,
    pingedAtMs: null,
    roundTripMs: null,
    isOverdue: false,
    alarm: null,
    recentGenomes: 0,
    rateSinceMs: nowMs,
    genomesPerSecond: 0,
    printing: { sinceMs: nowMs, lines: 0 },
    long: new LongEvaluations(),
  }
}

export function notePong(member: Member, nowMs: number): void {
  if (member.pingedAtMs !== null) member.roundTripMs = nowMs - member.pingedAtMs
  member.pingedAtMs = null
}

/** The worker with everything that may explain why it computes differently. */
export function describeMember({ label, hello }: Member): string {
  return `"${label}" (Neatwork ${hello.appVersion}, ${runtimeText(hello.runtime)})`
}

function runtimeText({ processor, platform, release, arch, node, v8 }: RuntimeVersions): string {
  return `V8 ${v8}, Node ${node}, ${platform} ${release} ${arch}, ${processor}`
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
    slots: member.slots,
    state: state === 'gone' ? 'gone' : (hindrance(member) ?? state),
    genomesEvaluated: member.standing.genomesEvaluated,
    genomesPerSecond: state === 'gone' ? 0 : member.genomesPerSecond,
    roundTripMs: member.roundTripMs === null ? null : Math.round(member.roundTripMs * 10) / 10,
    appVersion: member.hello.appVersion,
    runtime: runtimeText(member.hello.runtime),
    warning: warningsOf(member),
  }
}

/** What keeps it from more work, or null. */
function hindrance({ standing, draining, slots }: Member): WorkerView['state'] | null {
  if (standing.setAside !== null) return 'set-aside'
  if (draining !== null) return 'draining'
  return slots === 0 ? 'paused' : null
}

/** Whether it may be given work. */
export function isAble(member: Member): boolean {
  return hindrance(member) === null
}

function warningsOf({ standing, alarm, warning, pause, draining }: Member): string | null {
  const aside = standing.setAside === null ? null : `set aside: ${standing.setAside}`
  const paused = pause === null ? null : `paused: ${pause}`
  const leaving = draining === null ? null : `leaves after its work: ${draining}`
  const warnings = [aside, leaving, paused, alarm, warning].filter((text) => text !== null)
  return warnings.length === 0 ? null : warnings.join('; ')
}

/** The label, or the label with the lowest number behind it that no other live worker has. */
export function freeLabel(wanted: string, taken: { has(label: string): boolean }): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    const candidate = `${wanted}-${number}`
    if (!taken.has(candidate)) return candidate
  }
}
