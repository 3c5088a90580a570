// Whether a run has the workers that it asks for: tells when there are too few, and when there are enough again.
import type { MasterEffect, MasterRun } from './master-events.ts'

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
  judge(
    { local, remote }: { readonly local: number; readonly remote: number },
    run: MasterRun | null,
  ): MasterEffect | null {
    const needed = run?.minWorkers ?? 0
    const wasWaiting = this.#isWaiting
    // Without anybody at all even a run that needs no worker waits.
    this.#isWaiting = run !== null && (remote < needed || local + remote === 0)
    if (this.#isWaiting) return { kind: 'waiting', connected: remote, needed: Math.max(1, needed) }
    return wasWaiting ? { kind: 'enoughWorkers' } : null
  }
}
