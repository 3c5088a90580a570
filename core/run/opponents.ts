// Whom the genomes of a generation meet, where a problem's fitness comes from matches: others of the same generation,
// by the seed of each genome's evaluation and never by the population's generator or by who evaluates.
import { Random } from '../base/random.ts'
import { mix32 } from '../base/seed.ts'
import type { Steps } from '../base/steps.ts'
import type { EvaluationItem } from '../evaluate/batch.ts'

/** Tells this chance apart from the evaluation's own, which comes from the same seed. */
const DRAWING = 0x6f70706f
/** Genomes between two pauses. */
const GENOMES_PER_STEP = 1000

/** Every item with `count` different others as its opponents, or with all others where there are no more. */
export function* withOpponents(items: readonly EvaluationItem[], count: number): Steps<EvaluationItem[]> {
  const meeting: EvaluationItem[] = []
  for (const item of items) {
    const place = meeting.length
    const random = Random.fromSeed(mix32(item.seed ^ DRAWING))
    const opponents = drawDifferent(Math.min(count, items.length - 1), items.length - 1, random).flatMap(
      // The numbers skip the genome itself.
      (drawn) => items[drawn < place ? drawn : drawn + 1]?.network ?? [],
    )
    meeting.push({ ...item, opponents })
    if (meeting.length % GENOMES_PER_STEP === 0) yield
  }
  return meeting
}

/** `count` different numbers below `limit`, every choice as likely (Floyd's algorithm; Bentley & Floyd 1987). */
function drawDifferent(count: number, limit: number, random: Random): readonly number[] {
  const drawn = new Set<number>()
  for (let top = limit - count; top < limit; top++) {
    const number = random.nextInt(top + 1)
    drawn.add(drawn.has(number) ? top : number)
  }
  return [...drawn]
}
