// Evaluates on the cores of this machine: the whole population in a few batches per thread.
import type { AbortSignalLike } from '../../base/abort.ts'
import { invariant } from '../../base/invariant.ts'
import {
  type BatchEvaluator,
  type Evaluation,
  EvaluationAborted,
  type EvaluationBatch,
  type EvaluationItem,
} from '../../evaluate/batch.ts'
import type { Problem } from '../../problems/problem.ts'
import { encodeBatch } from '../../wire/batch-codec.ts'
import { BatchNumbers, batchSize } from '../../wire/generation-schedule.ts'
import { decodeResults } from '../../wire/results-codec.ts'
import { BatchRunner, type CancelBatch } from './batch-runner.ts'

type EvaluatedProblem = Pick<Problem, 'name' | 'declared'>

export class ThreadEvaluator implements BatchEvaluator {
  readonly #problem: string
  readonly #runner: BatchRunner
  readonly #numbers = new BatchNumbers()
  #msPerGenome: number | null = null

  /** `problem` is one that the threads know by its name, or such a one on a declared substrate. */
  constructor({ problem, slots }: { readonly problem: EvaluatedProblem; readonly slots: number }) {
    this.#problem = problem.name
    this.#runner = new BatchRunner(slots)
    if (problem.declared === undefined) return
    this.#runner.prepare({ ...problem.declared, problem: problem.declared.problem.name })
  }

  evaluate(batch: EvaluationBatch, signal: AbortSignalLike): Promise<readonly Evaluation[]> {
    if (signal.aborted) return Promise.reject(new EvaluationAborted())
    const results = new Map<number, Evaluation>()
    const cancels: CancelBatch[] = []
    return new Promise((resolve, reject) => {
      const abort = () => {
        for (const cancel of cancels) cancel()
        reject(new EvaluationAborted())
      }
      signal.addEventListener('abort', abort)
      const finishWhenComplete = () => {
        if (results.size < batch.items.length) return
        signal.removeEventListener('abort', abort)
        resolve(batch.items.map(({ genomeId }) => resultOf(results, genomeId)))
      }
      for (const items of this.#split(batch.items)) {
        const header = { ...batch, batchId: this.#numbers.next(), problem: this.#problem }
        const frame = encodeBatch(header, items)
        cancels.push(
          this.#runner.run(frame, (answer) => {
            this.#collect(answer, results)
            finishWhenComplete()
          }),
        )
      }
      finishWhenComplete()
    })
  }

  close(): Promise<void> {
    return this.#runner.close()
  }

  /** Batches that shrink towards the end, for the threads' common queue. */
  *#split(items: readonly EvaluationItem[]): Generator<readonly EvaluationItem[]> {
    const demand = { totalSlots: this.#runner.slots, msPerGenome: this.#msPerGenome }
    for (let at = 0; at < items.length; ) {
      const size = batchSize(items.length - at, demand)
      yield items.slice(at, at + size)
      at += size
    }
  }

  #collect(frame: Uint8Array, results: Map<number, Evaluation>): void {
    const decoded = decodeResults(frame)
    invariant(decoded.ok, 'an evaluator thread answered with a broken frame')
    const { evaluations, elapsedMs } = decoded.value
    for (const evaluation of evaluations) results.set(evaluation.genomeId, evaluation)
    if (elapsedMs > 0) this.#msPerGenome = elapsedMs / Math.max(1, evaluations.length)
  }
}

function resultOf(results: ReadonlyMap<number, Evaluation>, genome: number): Evaluation {
  const result = results.get(genome)
  invariant(result !== undefined, `there is no result for genome ${genome}`)
  return result
}
