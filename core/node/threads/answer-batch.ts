// A batch frame in, what a slot answers out: the same in a thread and in a process. It pauses after every genome, so
// that whoever runs it can look whether anybody still waits.
import type { Steps } from '../../base/steps.ts'
import type { Evaluation } from '../../evaluate/batch.ts'
import { evaluateItem, evaluateTogether } from '../../evaluate/evaluate-item.ts'
import { declaredProblem } from '../../problems/declared-problem.ts'
import type { OptionValues } from '../../problems/options.ts'
import type { Problem, RunSetting } from '../../problems/problem.ts'
import type { FoundProblem } from '../../problems/registry.ts'
import { decodeBatch } from '../../wire/batch-codec.ts'
import { encodeResults } from '../../wire/results-codec.ts'
import type { SlotReply, TellLine } from './slot.ts'
import { sparing } from './told-lines.ts'

export interface Answering {
  findProblem(name: string): FoundProblem
  /** Values of the problem's options; its defaults where there is nothing. */
  readonly options: OptionValues | undefined
  isCancelled(): boolean
  /** Hears how far long evaluations are. */
  readonly told: TellLine
}

export function* answerBatch(
  bytes: Uint8Array,
  { findProblem, options, isCancelled, told }: Answering,
): Steps<SlotReply> {
  const batch = decodeBatch(bytes)
  if (!batch.ok) return { kind: 'unusable', reason: batch.error.message }
  const { batchId, generation, problem, items, tuning } = batch.value
  const found = findProblem(problem)
  if (!found.ok) return { kind: 'unusable', reason: found.message }
  const startedMs = performance.now()
  const watching = { isAborted: isCancelled, told: sparing(told) }
  const how = { tuning, options: found.problem.options && options, watching }
  const evaluations: Evaluation[] = []
  if (found.problem.evaluateBatch !== undefined) {
    evaluations.push(...evaluateTogether(found.problem, items, how))
    if (isCancelled()) return { kind: 'cancelled' }
  } else {
    for (const item of items) {
      if (isCancelled()) return { kind: 'cancelled' }
      evaluations.push(evaluateItem(found.problem, item, how))
      // What an evaluation that nobody waits for came to is nothing.
      if (isCancelled()) return { kind: 'cancelled' }
      yield
    }
  }
  const elapsedMs = performance.now() - startedMs
  return {
    kind: 'results',
    genomes: evaluations.length,
    frame: encodeResults({ batchId, generation, elapsedMs, evaluations }),
  }
}

/** The problem with what people declared for it, where the run has such a one. */
export function declaredIn(
  { declared }: RunSetting,
  findProblem: (name: string) => FoundProblem,
): Problem | null {
  if (declared === null) return null
  const found = declaredProblem(findProblem(declared.problem), declared)
  return found.ok ? found.problem : null
}
