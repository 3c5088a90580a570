// Evaluates nothing twice: what came of a generation before its process was killed is answered from a journal, and what
// comes is written there at once. It knows no files.
import type { AbortSignalLike } from '../base/abort.ts'
import type { GenomeId } from '../base/ids.ts'
import type { Arrived, BatchEvaluator, Evaluation, EvaluationBatch } from './batch.ts'
import { evaluateUnknown } from './evaluate-unknown.ts'

/** Keeps the results of the generation in progress. */
export interface ResultJournal {
  /** Results of this very generation that are known already. */
  begin(batch: EvaluationBatch): ReadonlyMap<GenomeId, Evaluation>
  /** Has them once it returns. */
  readonly note: Arrived
}

export class JournaledEvaluator implements BatchEvaluator {
  readonly #inner: BatchEvaluator
  readonly #journal: ResultJournal

  constructor(inner: BatchEvaluator, journal: ResultJournal) {
    this.#inner = inner
    this.#journal = journal
  }

  async evaluate(
    batch: EvaluationBatch,
    signal: AbortSignalLike,
    arrived: Arrived = () => {},
  ): Promise<readonly Evaluation[]> {
    const known = this.#journal.begin(batch)
    const note: Arrived = (arrivals) => {
      this.#journal.note(arrivals)
      arrived(arrivals)
    }
    // What is known grows while the others are evaluated.
    const found = batch.items.map(({ genomeId }) => known.get(genomeId) ?? null)
    const results = found.filter((result) => result !== null)
    if (results.length > 0) arrived(results)
    return await evaluateUnknown(batch, found, (unknown) => this.#inner.evaluate(unknown, signal, note))
  }
}
