// Why genomes failed on this machine, for whoever sits at it: a reason that most of them share is told of the first few.

/** Genomes of which a reason is told. */
const TOLD = 3
/** Reasons that are remembered; then it begins anew. */
const REMEMBERED = 100

export class RepeatedReasons {
  readonly #counts = new Map<string, number>()

  /** A sentence, or null where nothing new is to be said. */
  sentence(genomeId: number, reason: string): string | null {
    // The same failure of other genomes differs in its numbers only.
    const kind = reason.replaceAll(/\d+/g, '0')
    const count = (this.#counts.get(kind) ?? 0) + 1
    if (this.#counts.size >= REMEMBERED) this.#counts.clear()
    this.#counts.set(kind, count)
    if (count > TOLD + 1) return null
    if (count <= TOLD) return `Genome ${genomeId} failed here: ${reason}.`
    return `More genomes fail here in the same way, which is told no more: ${reason}.`
  }
}
