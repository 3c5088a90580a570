// Whether a run has to wait for workers. The master's own slots don't count as one.
import type { Member } from './member.ts'

export interface Shortage {
  readonly connected: number
  readonly needed: number
  readonly tooFew: boolean
}

/** `minWorkers`: null without a run. Without anybody at all even a run that needs no worker waits. */
export function shortageOf(members: readonly Member[], minWorkers: number | null): Shortage {
  const useful = members.filter(({ standing }) => standing.setAside === null)
  const connected = useful.filter(({ local }) => !local).length
  const needed = minWorkers ?? 0
  const tooFew = minWorkers !== null && (connected < needed || useful.length === 0)
  return { connected, needed: Math.max(1, needed), tooFew }
}
