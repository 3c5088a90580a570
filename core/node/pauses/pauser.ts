// Looks now and then whether a worker is to pause, and tells every change of that; its owner may pause it besides.
import { platform } from 'node:process'
import type { PauseCondition } from './pause-conditions.ts'

/** Often enough for somebody who sits down; seldom enough to cost nothing, where every look is a PowerShell. */
const LOOK_EVERY_MS = platform === 'win32' ? 20_000 : 5000

const HELD = 'its owner paused it'

export class Pauser {
  readonly #conditions: readonly PauseCondition[]
  readonly #onChange: (reason: string | null) => void
  /** Of the last look. */
  #given: readonly string[] = []
  #isHeld = false
  #isPausing = false
  #isLooking = false
  #timer: NodeJS.Timeout | null = null

  constructor(conditions: readonly PauseCondition[], onChange: (reason: string | null) => void) {
    this.#conditions = conditions
    this.#onChange = onChange
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  /** Pauses because its owner says so, until they say otherwise; conditions count beside it. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    this.#tell()
  }

  start(): void {
    if (this.#conditions.length === 0) return
    void this.look()
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
  }

  /** One look; does nothing while another is under way. The reason is told once, when the pause begins. */
  async look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    const reasons = await Promise.all(this.#conditions.map((condition) => condition()))
    this.#isLooking = false
    this.#given = reasons.filter((reason) => reason !== null)
    this.#tell()
  }

  #tell(): void {
    const all = [...(this.#isHeld ? [HELD] : []), ...this.#given]
    if (all.length > 0 === this.#isPausing) return
    this.#isPausing = all.length > 0
    this.#onChange(this.#isPausing ? all.join(', and ') : null)
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }
}
