// A batch frame in, what a slot answers out: the same in a thread and in a process. It pauses after every genome, so
// that whoever runs it can look whether anybody still waits.
import type { Steps } from '../../base/steps.ts'
import type { Evaluation } from '../../evaluate/batch.ts'
import { evaluateItem } from '../../evaluate/evaluate-item.ts'
import type { FoundProblem } from '../../problems/registry.ts'
import { decodeBatch } from '../../wire/batch-codec.ts'
import { encodeResults } from '../../wire/results-codec.ts'
import type { SlotReply } from './slot.ts'

export function* answerBatch(
  bytes: Uint8Array,
  findProblem: (name: string) => FoundProblem,
  isCancelled: () => boolean,
): Steps<SlotReply> {
  const batch = decodeBatch(bytes)
  if (!batch.ok) return { kind: 'unusable', reason: batch.error.message }
  const { batchId, generation, problem, items, tuning } = batch.value
  const found = findProblem(problem)
  if (!found.ok) return { kind: 'unusable', reason: found.message }
  const startedMs = performance.now()
  const evaluations: Evaluation[] = []
  for (const item of items) {
    if (isCancelled()) return { kind: 'cancelled' }
    evaluations.push(evaluateItem(found.problem, item, tuning))
    yield
  }
  const elapsedMs = performance.now() - startedMs
  return {
    kind: 'results',
    genomes: evaluations.length,
    frame: encodeResults({ batchId, generation, elapsedMs, evaluations }),
  }
}
