// Who goes and when somebody else comes: a Poisson process over all workers (each leaves with the same chance at any
// moment), seeded.
import { Random } from '../../core/base/random.ts'

export interface ChurnRules {
  /** Share of the workers that leave within an hour. */
  readonly perHour: number
  /** Share of those that only fall silent, as after a power cut; the others' connections close. */
  readonly silent: number
  /** Another one takes its place after this time. */
  readonly absentMs: number
  readonly seed: number
}

const HOUR_MS = 3_600_000

export class Churn {
  readonly absentMs: number
  readonly #rules: ChurnRules
  readonly #random: Random

  constructor(rules: ChurnRules) {
    this.absentMs = rules.absentMs
    this.#rules = rules
    this.#random = Random.fromSeed(rules.seed)
  }

  /** Time until the next of `workers` leaves; infinite where nobody ever does. */
  nextMs(workers: number): number {
    const perMs = (workers * this.#rules.perHour) / HOUR_MS
    return perMs === 0 ? Number.POSITIVE_INFINITY : -Math.log(1 - this.#random.nextFloat()) / perMs
  }

  /** One of so many, each with the same chance. */
  choose(workers: Iterable<string>, count: number): string | undefined {
    let left = this.#random.nextInt(Math.max(1, count))
    for (const worker of workers) if (left-- === 0) return worker
    return undefined
  }

  isSilent(): boolean {
    return this.#random.nextChance(this.#rules.silent)
  }
}
