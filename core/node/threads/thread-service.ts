// What an evaluator thread does: a batch frame in, a results frame out. It knows problems by name, not who asks.
import { type MessagePort, workerData } from 'node:worker_threads'
import { runToEnd } from '../../base/steps.ts'
import type { Problem, RunSetting } from '../../problems/problem.ts'
import type { FoundProblem } from '../../problems/registry.ts'
import { answerBatch, declaredIn } from './answer-batch.ts'
import type { PrintedLine, SlotReply, SlotRequest } from './slot.ts'

/** What a thread says: answers, and lines for people in between. */
export type FromThread = SlotReply | { readonly kind: 'told'; readonly line: PrintedLine }

/** Answers the batches that come through `port`, of known problems and of the one on a substrate that came last. */
export function serveThread(port: MessagePort, findProblem: (name: string) => FoundProblem): void {
  const ready: SlotReply = { kind: 'ready' }
  port.postMessage(ready)
  const { cancelled } = workerData as { readonly cancelled: Int32Array }
  let setting: RunSetting | null = null
  let declared: Problem | null = null
  const find = (name: string): FoundProblem =>
    declared?.name === name ? { ok: true, problem: declared } : findProblem(name)
  port.on('message', (message: SlotRequest | RunSetting) => {
    if (!('ticket' in message)) {
      setting = message
      declared = declaredIn(setting, findProblem)
      return
    }
    const { ticket, bytes } = message
    const answering = {
      findProblem: find,
      options: setting?.options,
      isCancelled: () => Atomics.load(cancelled, 0) === ticket,
      told: (line: PrintedLine) => port.postMessage({ kind: 'told', line } satisfies FromThread),
    }
    const reply = runToEnd(answerBatch(bytes, answering))
    if (reply.kind === 'results') port.postMessage(reply, [reply.frame.buffer])
    else port.postMessage(reply)
  })
}
