// What became of every species that there ever was, and the threshold that tells them apart, by generation.
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import { Column, Timeline } from '../chart/timeline.ts'

export interface SpeciesLife {
  readonly id: number
  /** First generation with members. */
  readonly born: number
  /** Last generation with members; of a living species it is the newest. */
  last: number
  largest: number
}

export class SpeciesHistory {
  readonly #lives = new Map<number, SpeciesLife>()
  readonly threshold = new Column()
  readonly count = new Column()
  readonly time = new Timeline()
  /** Genomes in the largest generation. */
  most = 1

  add({ generation, species, compatibilityThreshold, populationSize }: GenerationSnapshot): void {
    for (const { id, size, age } of species) {
      const life = this.#lives.get(id)
      if (life === undefined) {
        this.#lives.set(id, { id, born: generation - age, last: generation, largest: size })
      } else {
        life.last = Math.max(life.last, generation)
        life.largest = Math.max(life.largest, size)
      }
    }
    this.threshold.push(compatibilityThreshold)
    this.count.push(species.length)
    this.most = Math.max(this.most, populationSize)
    this.time.push(generation)
  }

  /** What is known of species stays known: no generation that was seen is untrue for being left out later. */
  keepFirst(length: number): void {
    for (const column of [this.threshold, this.count, this.time]) column.keepFirst(length)
  }

  /** Species that there ever were. */
  get ever(): number {
    return this.#lives.size
  }

  /** In order of birth. */
  get lives(): readonly SpeciesLife[] {
    return [...this.#lives.values()]
  }

  life(id: number): SpeciesLife | null {
    return this.#lives.get(id) ?? null
  }

  isAlive({ last }: SpeciesLife): boolean {
    return last === this.time.newest
  }
}
