// How much of its slots' time a cluster uses, and what takes the rest. Pure: from what the master noted.
import type { TaskView } from './cluster-work.ts'
import type { PhaseTimes } from './phases.ts'

/** Why slots are idle, in the words of the screens. */
export const LOSSES = ['waiting', 'breeding', 'stragglers', 'travel'] as const
export type Loss = (typeof LOSSES)[number]

export interface Efficiency {
  /** Part of the slots' time in which they evaluated, 0 to 1. */
  readonly used: number
  /** Parts in which they didn't; together with `used` they are 1. */
  readonly lost: Readonly<Record<Loss, number>>
  /** What takes most, where it takes enough to speak of. */
  readonly limit: Loss | null
}

export interface Stretch {
  readonly fromMs: number
  readonly toMs: number
  readonly slots: number
  readonly tasks: readonly TaskView[]
  /** Time in each phase within the stretch. */
  readonly phases: PhaseTimes
}

/** A loss below this is none that anybody would do something about. */
const WORTH_SAYING = 0.05

/** null where there are no slots or no time. */
export function efficiencyOf({ fromMs, toMs, slots, tasks, phases }: Stretch): Efficiency | null {
  const spanMs = toMs - fromMs
  if (slots === 0) return null
  if (spanMs <= 0) return null
  const used = Math.min(1, busyMs(tasks, fromMs, toMs) / (slots * spanMs))
  const part = (ms: number) => Math.min(1, ms / spanMs)
  // While it waits or breeds nobody has anything to do; while the last results are awaited some do.
  const waiting = Math.min(1 - used, part(phases.waiting))
  const breeding = Math.min(1 - used - waiting, part(phases.breeding))
  const rest = 1 - used - waiting - breeding
  const stragglers = Math.min(rest, part(phases.awaiting))
  const lost = { waiting, breeding, stragglers, travel: rest - stragglers }
  return { used, lost, limit: largest(lost) }
}

function largest(lost: Readonly<Record<Loss, number>>): Loss | null {
  const [worst] = LOSSES.toSorted((a, b) => lost[b] - lost[a])
  return worst !== undefined && lost[worst] >= WORTH_SAYING ? worst : null
}

function busyMs(tasks: readonly TaskView[], fromMs: number, toMs: number): number {
  return tasks.reduce(
    (sum, { startMs, endMs }) => sum + Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs)),
    0,
  )
}
