// Whether a run has the workers that it asks for: tells when there are too few, and when there are enough again.
import type { MasterEffect, MasterRun } from './master-events.ts'
import type { Member } from './member.ts'

export class EnoughWorkers {
  #isWaiting = false

  /** Below the number nothing may be handed out. */
  get isWaiting(): boolean {
    return this.#isWaiting
  }

  /** Another run begins, or none. */
  reset(): void {
    this.#isWaiting = false
  }

  /** The master's own slots don't count, and neither does who may no longer work; whoever pauses will come back. */
  judge(members: readonly Member[], run: MasterRun | null): MasterEffect | null {
    const needed = run?.minWorkers ?? 0
    const useful = members.filter(({ standing, draining }) => standing.setAside === null && draining === null)
    const connected = useful.filter(({ local }) => !local).length
    const wasWaiting = this.#isWaiting
    // Without anybody at all even a run that needs no worker waits.
    this.#isWaiting = run !== null && (connected < needed || useful.length === 0)
    if (this.#isWaiting) return { kind: 'waiting', connected, needed: Math.max(1, needed) }
    return wasWaiting ? { kind: 'enoughWorkers' } : null
  }
}
