// What an evaluator thread does: a batch frame in, a results frame out. It knows problems by name, not who asks.
import { type MessagePort, workerData } from 'node:worker_threads'
import type { Evaluation } from '../../evaluate/batch.ts'
import { evaluateItem } from '../../evaluate/evaluate-item.ts'
import { foundOnSubstrate } from '../../problems/on-substrate.ts'
import type { OnSubstrate, Problem } from '../../problems/problem.ts'
import type { FoundProblem } from '../../problems/registry.ts'
import { decodeBatch } from '../../wire/batch-codec.ts'
import type { Frame } from '../../wire/frame.ts'
import { encodeResults } from '../../wire/results-codec.ts'

export interface ThreadRequest {
  readonly ticket: number
  readonly bytes: Uint8Array
}

/** What a thread answers: results, or why the batch as a whole could not be evaluated. */
export type ThreadReply =
  | { readonly kind: 'results'; readonly genomes: number; readonly frame: Frame }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'cancelled' }
  /** It has loaded its code: what a job takes from now on is its own time. */
  | { readonly kind: 'ready' }

/** Answers the batches that come through `port`, of known problems and of the one on a substrate that came last. */
export function serveThread(port: MessagePort, findProblem: (name: string) => FoundProblem): void {
  const ready: ThreadReply = { kind: 'ready' }
  port.postMessage(ready)
  const { cancelled } = workerData as { readonly cancelled: Int32Array }
  let declared: Problem | null = null
  const find = (name: string): FoundProblem =>
    declared?.name === name ? { ok: true, problem: declared } : findProblem(name)
  port.on('message', (message: ThreadRequest | OnSubstrate) => {
    if (!('ticket' in message)) {
      const found = foundOnSubstrate(findProblem(message.problem), message.substrate)
      declared = found.ok ? found.problem : null
      return
    }
    const { ticket, bytes } = message
    const reply = answer(bytes, find, () => Atomics.load(cancelled, 0) === ticket)
    if (reply.kind === 'results') port.postMessage(reply, [reply.frame.buffer])
    else port.postMessage(reply)
  })
}

function answer(
  bytes: Uint8Array,
  findProblem: (name: string) => FoundProblem,
  isCancelled: () => boolean,
): ThreadReply {
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
  }
  const elapsedMs = performance.now() - startedMs
  return {
    kind: 'results',
    genomes: evaluations.length,
    frame: encodeResults({ batchId, generation, elapsedMs, evaluations }),
  }
}
