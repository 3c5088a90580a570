// What a master is at. Without the schemas of what is told of it, so that a page can count phases.

/**
 * It waits for workers; nothing is to be evaluated, because it breeds (or is paused); genomes are given out; all are, and the
 * last results are awaited.
 */
export const PHASES = ['waiting', 'breeding', 'giving', 'awaiting'] as const
export type Phase = (typeof PHASES)[number]
export type PhaseTimes = Readonly<Record<Phase, number>>
