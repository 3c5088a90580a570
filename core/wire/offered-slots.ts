// How many evaluations a worker makes at a time, and why none while it pauses. What to pause for is for others to tell.
import type { Frame } from './frame.ts'
import { encodeControl } from './messages.ts'

export class OfferedSlots {
  /** As the hello said. */
  readonly #greeted: number
  #slots: number
  #pause: string | null = null

  constructor(slots: number) {
    this.#greeted = slots
    this.#slots = slots
  }

  /** Why it takes no work at the moment, or null. */
  get pause(): string | null {
    return this.#pause
  }

  /** Whether a master that read the hello must be told more. */
  get isOtherThanGreeted(): boolean {
    return this.#pause !== null || this.#slots !== this.#greeted
  }

  change(slots: number): void {
    this.#slots = slots
  }

  /** Pauses with a reason, or goes on with null; false where that is no news. */
  setPause(reason: string | null): boolean {
    if (reason === this.#pause) return false
    this.#pause = reason
    return true
  }

  /** What the master is told. */
  frame(): Frame {
    return encodeControl('slots', { slots: this.#pause === null ? this.#slots : 0, reason: this.#pause })
  }
}
