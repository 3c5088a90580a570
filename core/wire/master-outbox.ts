// What a master's session wants done, in the order in which it came to want it, and the one wake-up that it waits for.
import type { DispatchPort } from './dispatch.ts'
import type { MasterEffect } from './master-events.ts'

export class MasterOutbox implements Omit<DispatchPort, 'setAside'> {
  #effects: MasterEffect[] = []
  #wakeAtMs = Number.POSITIVE_INFINITY

  /** Whatever was wanted since the last time. */
  take(): readonly MasterEffect[] {
    const effects = this.#effects
    this.#effects = []
    return effects
  }

  readonly add = (...effects: readonly MasterEffect[]): void => void this.#effects.push(...effects)

  readonly send: DispatchPort['send'] = (connection, frame) => this.add({ kind: 'send', connection, frame })

  readonly close = (connection: string): void => this.add({ kind: 'close', connection })

  readonly log: DispatchPort['log'] = (level, message) => this.add({ kind: 'log', level, message })

  readonly alarm: DispatchPort['alarm'] = (message) =>
    this.add({ kind: 'alarm', message }, { kind: 'workersChanged' })

  readonly arrived: DispatchPort['arrived'] = (arrivals) => this.add({ kind: 'arrived', arrivals })

  readonly evaluated: DispatchPort['evaluated'] = (evaluations) =>
    this.add({ kind: 'evaluated', evaluations }, { kind: 'workersChanged' })

  readonly workersChanged = (): void => this.add({ kind: 'workersChanged' })

  /** One wake-up at a time, the earliest. */
  readonly wakeAt: DispatchPort['wakeAt'] = (atMs) => {
    if (atMs >= this.#wakeAtMs) return
    this.#wakeAtMs = atMs
    this.add({ kind: 'wake', atMs })
  }

  /** The session was woken, for this wake-up or another reason. */
  woken(nowMs: number): void {
    if (nowMs >= this.#wakeAtMs) this.#wakeAtMs = Number.POSITIVE_INFINITY
  }
}
