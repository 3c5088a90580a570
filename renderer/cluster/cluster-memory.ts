// What the screen remembers of a cluster's work: the last half minute, put together from the master's answers. Pure.
import type { ClusterWork, FailureView, PlacedProgress, TaskView } from '../../core/api/cluster-work.ts'
import { type Efficiency, efficiencyOf } from '../../core/api/efficiency.ts'
import type { PhaseTimes } from '../../core/api/phases.ts'
import { PHASES } from '../../core/api/phases.ts'

/** Width of the timeline. */
export const SHOWN_MS = 30_000
/** Over which efficiency is meant. */
const RECENT_MS = 5000
const MOST_TASKS = 6000
const MOST_FAILURES = 50

interface Mark {
  readonly atMs: number
  readonly phases: PhaseTimes
}

export interface ClusterMemory {
  /** The master's clock at the last answer; null before the first. */
  readonly nowMs: number | null
  readonly slots: number
  /** Oldest first. */
  readonly tasks: readonly TaskView[]
  /** Newest first. */
  readonly failures: readonly FailureView[]
  readonly marks: readonly Mark[]
  readonly long: readonly PlacedProgress[]
}

export const NO_MEMORY: ClusterMemory = {
  ...{ nowMs: null, slots: 0 },
  ...{ tasks: [], failures: [], marks: [], long: [] },
}

/** From where the next answer should go on. */
export function askAfter({ tasks, failures }: ClusterMemory) {
  return { afterTask: tasks.at(-1)?.number ?? 0, afterFailure: failures[0]?.number ?? 0 }
}

export function remembering(memory: ClusterMemory, work: ClusterWork): ClusterMemory {
  const { nowMs, slots, phases, long } = work
  // A clock that went back is another master's: what was before says nothing about it.
  const isAnother =
    memory.nowMs !== null && (nowMs < memory.nowMs || isLess(phases, memory.marks.at(-1)?.phases))
  const before = isAnother ? { ...NO_MEMORY, failures: nowMs < memory.nowMs ? [] : memory.failures } : memory
  const since = nowMs - SHOWN_MS
  return {
    nowMs,
    ...{ slots, long },
    tasks: [...before.tasks, ...work.tasks].filter(({ endMs }) => endMs > since).slice(-MOST_TASKS),
    failures: [...work.failures.toReversed(), ...before.failures].slice(0, MOST_FAILURES),
    marks: [...before.marks, { atMs: nowMs, phases }].filter(({ atMs }) => atMs > since),
  }
}

/** Phases are only ever more while somebody looks. */
function isLess(phases: PhaseTimes, before: PhaseTimes | undefined): boolean {
  return before !== undefined && PHASES.some((phase) => phases[phase] < before[phase])
}

/** Of the last seconds of which everything is known; null as long as too little is. */
export function recentEfficiency({ nowMs, slots, tasks, marks }: ClusterMemory): Efficiency | null {
  if (nowMs === null) return null
  // What is under way is told of when it ends: as far back as batches take, all have.
  const untilMs = nowMs - longestMs(tasks, nowMs)
  const last = marks.findLast(({ atMs }) => atMs <= untilMs)
  const first = last && marks.find(({ atMs }) => atMs >= last.atMs - RECENT_MS)
  if (last === undefined || first === undefined || first === last) return null
  const phases = Object.fromEntries(
    PHASES.map((phase) => [phase, last.phases[phase] - first.phases[phase]]),
  ) as Record<(typeof PHASES)[number], number>
  return efficiencyOf({ fromMs: first.atMs, toMs: last.atMs, slots, tasks, phases })
}

/** The longest of the batches of late, within reason. */
function longestMs(tasks: readonly TaskView[], nowMs: number): number {
  const recent = tasks.filter(({ endMs }) => endMs >= nowMs - RECENT_MS)
  return recent.reduce((most, { startMs, endMs }) => Math.max(most, Math.min(RECENT_MS, endMs - startMs)), 0)
}
