// What an evaluator thread does: a batch frame in, a results frame out. It knows problems by name, not who asks.
import type { MessagePort } from 'node:worker_threads'
import { evaluateItem } from '../../evaluate/evaluate-item.ts'
import { foundOnSubstrate } from '../../problems/on-substrate.ts'
import type { OnSubstrate, Problem } from '../../problems/problem.ts'
import type { FoundProblem } from '../../problems/registry.ts'
import { decodeBatch } from '../../wire/batch-codec.ts'
import type { Frame } from '../../wire/frame.ts'
import { encodeResults } from '../../wire/results-codec.ts'

/** What a thread answers: results, or why the batch as a whole could not be evaluated. */
export type ThreadReply =
  | { readonly kind: 'results'; readonly genomes: number; readonly frame: Frame }
  | { readonly kind: 'unusable'; readonly reason: string }

/** Answers the batches that come through `port`, of known problems and of the one on a substrate that came last. */
export function serveThread(port: MessagePort, findProblem: (name: string) => FoundProblem): void {
  let declared: Problem | null = null
  const find = (name: string): FoundProblem =>
    declared?.name === name ? { ok: true, problem: declared } : findProblem(name)
  port.on('message', (message: Uint8Array | OnSubstrate) => {
    if (!(message instanceof Uint8Array)) {
      const found = foundOnSubstrate(findProblem(message.problem), message.substrate)
      declared = found.ok ? found.problem : null
      return
    }
    const reply = answer(message, find)
    if (reply.kind === 'results') port.postMessage(reply, [reply.frame.buffer])
    else port.postMessage(reply)
  })
}

function answer(bytes: Uint8Array, findProblem: (name: string) => FoundProblem): ThreadReply {
  const batch = decodeBatch(bytes)
  if (!batch.ok) return { kind: 'unusable', reason: batch.error.message }
  const { batchId, generation, problem, items, tuning } = batch.value
  const found = findProblem(problem)
  if (!found.ok) return { kind: 'unusable', reason: found.message }
  const startedMs = performance.now()
  const evaluations = items.map((item) => evaluateItem(found.problem, item, tuning))
  const elapsedMs = performance.now() - startedMs
  return {
    kind: 'results',
    genomes: evaluations.length,
    frame: encodeResults({ batchId, generation, elapsedMs, evaluations }),
  }
}
