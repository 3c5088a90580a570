// Failures that no seed explains, by time or by the end of a thread: once recorded they are repeated, so that a run that
// goes on, or is run again by its record, has the same bits.
import type { AbortSignalLike } from '../base/abort.ts'
import type { Arrived, BatchEvaluator, Evaluation, EvaluationBatch, FailedEvaluation } from './batch.ts'
import { evaluateUnknown } from './evaluate-unknown.ts'

/** By generation and genome. */
export type RecordedFailures = ReadonlyMap<number, ReadonlyMap<number, FailedEvaluation>>

/** Whether the same evaluation might end otherwise another time. */
export function isByChance({ cause }: FailedEvaluation): boolean {
  return cause === 'time' || cause === 'ended'
}

/** For a run without generations, whose batches all say generation 0 and in which no genome is evaluated twice. */
export function withoutGenerations(record: RecordedFailures): RecordedFailures {
  return new Map([[0, new Map([...record.values()].flatMap((failed) => [...failed]))]])
}

/** `inner`, but for the genomes whose failure is on record: those fail again without being evaluated. */
export class ReplayingEvaluator implements BatchEvaluator {
  readonly #inner: BatchEvaluator
  readonly #record: RecordedFailures

  constructor(inner: BatchEvaluator, record: RecordedFailures) {
    this.#inner = inner
    this.#record = record
  }

  async evaluate(
    batch: EvaluationBatch,
    signal: AbortSignalLike,
    arrived?: Arrived,
  ): Promise<readonly Evaluation[]> {
    const failed = this.#record.get(batch.generation)
    const known = batch.items.map(({ genomeId }) => failed?.get(genomeId) ?? null)
    return await evaluateUnknown(batch, known, (unknown) => this.#inner.evaluate(unknown, signal, arrived))
  }
}
