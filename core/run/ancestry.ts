// Who descends from whom: the births of all genomes that a living or a remembered one has its structure from, and those
// of the other parents beside that line. Whoever has no descendants is forgotten, so that it stays small.
import type { GenomeId } from '../base/ids.ts'
import type { Steps } from '../base/steps.ts'
import type { Genome } from '../neat/genome.ts'
import type { Home } from '../network/genome-json.ts'

export interface Birth {
  readonly id: GenomeId
  /** In which it was seen first. */
  readonly generation: number
  /** The one whose structure it has first; nobody in the first population, and of migrants. */
  readonly parents: readonly GenomeId[]
  /** Innovations that its mutations added. */
  readonly added: readonly number[]
  /** Of one that came from another island. */
  readonly home?: Home
}

/** Births kept at most, some 20 MB: of longer lines the beginning is forgotten. */
const MOST_BIRTHS = 200_000
/** Births between two pauses. */
const BIRTHS_PER_STEP = 2000
/** Between two looks at who is still needed, the births double, and grow at least by so many. */
const LEAST_GROWTH = 2000

export class Ancestry {
  readonly #most: number
  #births = new Map<GenomeId, Birth>()
  /** Number of births at which those without descendants are forgotten. */
  #enough = LEAST_GROWTH

  constructor(most = MOST_BIRTHS) {
    this.#most = most
  }

  /** Notes those of `genomes` who are new, and returns their births. */
  *note(generation: number, genomes: readonly Genome[]): Steps<readonly Birth[]> {
    const born: Birth[] = []
    for (const [at, { id, origin }] of genomes.entries()) {
      if (at % BIRTHS_PER_STEP === BIRTHS_PER_STEP - 1) yield
      if (this.#births.has(id)) continue
      const { parents = [], added = [], home } = origin ?? {}
      const birth = { id, generation, parents, added, ...(home !== undefined && { home }) }
      this.#births.set(id, birth)
      born.push(birth)
    }
    return born
  }

  add(births: readonly Birth[]): void {
    for (const birth of births) this.#births.set(birth.id, birth)
  }

  /** Whether there are so many births that it is worth forgetting some. */
  get isCrowded(): boolean {
    return this.#births.size >= this.#enough
  }

  /** Forgets whoever none of the `wanted` descends from. */
  *forgetAllBut(wanted: Iterable<GenomeId>): Steps<void> {
    const kept = new Map<GenomeId, Birth>()
    for (const id of wanted) {
      let birth = this.#births.get(id)
      while (birth !== undefined && !kept.has(birth.id)) {
        kept.set(birth.id, birth)
        if (kept.size % BIRTHS_PER_STEP === 0) yield
        birth = this.#births.get(birth.parents[0] ?? birth.id)
      }
    }
    // Only those of the line: what is added meanwhile are other parents, whose own other parents nobody wants.
    let left = kept.size
    for (const { parents } of kept.values()) {
      if (left-- === 0) break
      if (left % BIRTHS_PER_STEP === 0) yield
      const beside = parents[1] === undefined ? undefined : this.#births.get(parents[1])
      if (beside !== undefined) kept.set(beside.id, beside)
    }
    this.#births = newest(kept, this.#most)
    this.#enough = this.#births.size + Math.max(LEAST_GROWTH, this.#births.size)
  }

  of(id: GenomeId): Birth | null {
    return this.#births.get(id) ?? null
  }

  /** A genome's birth and those of its forebears along those whose structure it has, as far as they are known. */
  line(id: GenomeId): readonly Birth[] {
    const line: Birth[] = []
    for (let birth = this.of(id); birth !== null; ) {
      line.push(birth)
      const [parent] = birth.parents
      birth = parent === undefined ? null : this.of(parent)
    }
    return line
  }

  /** In order of number. */
  all(): readonly Birth[] {
    return [...this.#births.values()].sort((a, b) => a.id - b.id)
  }
}

function newest(births: Map<GenomeId, Birth>, most: number): Map<GenomeId, Birth> {
  if (births.size <= most) return births
  // Numbers of genomes grow with time.
  return new Map([...births].sort(([a], [b]) => a - b).slice(-most))
}
