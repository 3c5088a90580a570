// The code of one evaluator thread: a batch frame in, a results frame out. It knows problems, not who asks.
import { parentPort } from 'node:worker_threads'
import { evaluateItem } from '../../evaluate/evaluate-item.ts'
import { findProblem } from '../../problems/registry.ts'
import { type Batch, decodeBatch } from '../../wire/batch-codec.ts'
import type { Frame } from '../../wire/frame.ts'
import { encodeResults } from '../../wire/results-codec.ts'

/** What a thread answers: results, or why the batch as a whole could not be evaluated. */
export type ThreadReply =
  | { readonly kind: 'results'; readonly genomes: number; readonly frame: Frame }
  | { readonly kind: 'unusable'; readonly reason: string }

parentPort?.on('message', (bytes: Uint8Array) => {
  const reply = answer(bytes)
  if (reply.kind === 'results') parentPort?.postMessage(reply, [reply.frame.buffer])
  else parentPort?.postMessage(reply)
})

function answer(bytes: Uint8Array): ThreadReply {
  const batch = decodeBatch(bytes)
  if (!batch.ok) return { kind: 'unusable', reason: batch.error.message }
  const found = findProblem(batch.value.problem)
  if (!found.ok) return { kind: 'unusable', reason: found.message }
  const startedMs = performance.now()
  const evaluations = batch.value.items.map((item) => evaluateItem(found.problem, item))
  const elapsedMs = performance.now() - startedMs
  return {
    kind: 'results',
    genomes: evaluations.length,
    frame: resultsFrame(batch.value, evaluations, elapsedMs),
  }
}

function resultsFrame(
  batch: Batch,
  evaluations: ReturnType<typeof evaluateItem>[],
  elapsedMs: number,
): Frame {
  const { batchId, generation } = batch
  return encodeResults({ batchId, generation, elapsedMs, evaluations })
}
