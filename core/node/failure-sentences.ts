// What people are told of the genomes of a generation that got no fitness: every reason once, and how many there were.

/** Reasons of a generation that are told; whoever wants them all reads the run's record. */
const MOST_REASONS = 12

interface Failed {
  readonly genomeId: number
  readonly reason: string
}

export function failureSentences(failed: readonly Failed[], generation: number): readonly string[] {
  const byReason = new Map<string, Failed>()
  // The same failure of other genomes differs in its numbers only.
  for (const one of failed) {
    const kind = one.reason.replaceAll(/\d+/g, '0')
    if (!byReason.has(kind)) byReason.set(kind, one)
  }
  const told = [...byReason.values()].slice(0, MOST_REASONS)
  const sentences = told.map(({ genomeId, reason }) => `Genome ${genomeId} got the worst fitness: ${reason}.`)
  const others = failed.length - told.length
  if (others === 0) return sentences
  const why = byReason.size > told.length ? 'for these and other reasons' : 'in the same way'
  return [...sentences, `${others} more of generation ${generation} failed ${why}.`]
}
