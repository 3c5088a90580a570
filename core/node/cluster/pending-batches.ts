// The batches that a run waits for, by their first genome: one, or several in a run without generations.
import type { AbortSignalLike } from '../../base/abort.ts'
import type { GenomeId } from '../../base/ids.ts'
import { type Evaluation, EvaluationAborted, type EvaluationBatch } from '../../evaluate/batch.ts'

interface Pending {
  readonly batch: EvaluationBatch
  readonly resolve: (evaluations: readonly Evaluation[]) => void
  readonly reject: (error: Error) => void
}

export class PendingBatches {
  readonly #pending = new Map<GenomeId, Pending>()

  get isEmpty(): boolean {
    return this.#pending.size === 0
  }

  /**
   * Settles when the results of the batch, whose first genome is `first`, are there. Rejects with {@link EvaluationAborted}
   * when `signal` aborts; `abandoned` is called before where it was the last that anybody waited for.
   */
  wait(
    first: GenomeId,
    batch: EvaluationBatch,
    signal: AbortSignalLike,
    abandoned: () => void,
  ): Promise<readonly Evaluation[]> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#pending.delete(first)
        if (this.isEmpty) abandoned()
        reject(new EvaluationAborted())
      }
      signal.addEventListener('abort', abort)
      this.#pending.set(first, {
        batch,
        reject: (error) => {
          signal.removeEventListener('abort', abort)
          reject(error)
        },
        resolve: (evaluations) => {
          signal.removeEventListener('abort', abort)
          resolve(evaluations)
        },
      })
    })
  }

  /** The batch whose results these are, for which nobody waits once `resolve` was called; null where nobody does. */
  take(evaluations: readonly Evaluation[]): Pick<Pending, 'batch' | 'resolve'> | null {
    const first = evaluations[0]?.genomeId
    const pending = first === undefined ? undefined : this.#pending.get(first)
    if (first === undefined || pending === undefined) return null
    this.#pending.delete(first)
    return pending
  }

  /** Nothing is waited for any more. Returns what tells those who did. */
  takeAll(): (error: Error) => void {
    const all = [...this.#pending.values()]
    this.#pending.clear()
    return (error) => {
      for (const { reject } of all) reject(error)
    }
  }
}
