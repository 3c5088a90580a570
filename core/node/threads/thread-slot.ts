// A slot that is a thread of this process: for the problems that every Neatwork brings along.
import { Worker } from 'node:worker_threads'
import type { EvaluatingSlot, SlotEvents, StartSlot, TellLine } from './slot.ts'
import type { FromThread } from './thread-service.ts'

let threadUrl = new URL(
  `./evaluator-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
)

/** Where the code of the threads is, for an app that was bundled into other files. */
export function setEvaluatorThreadUrl(url: URL): void {
  threadUrl = url
}

/** `told` hears how far long evaluations are. */
export function threadSlots(told: TellLine): StartSlot {
  return (events) => startThreadSlot(events, told)
}

export function startThreadSlot(events: SlotEvents, told: TellLine = () => {}): EvaluatingSlot {
  /** Holds the ticket of a batch that the thread should give up. */
  const cancelled = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(threadUrl, { workerData: { cancelled } })
  // A waiting thread is no reason to keep the process; its owner's sockets and timers are.
  worker.unref()
  worker.on('message', (said: FromThread) => (said.kind === 'told' ? told(said.line) : events.replied(said)))
  worker.on('error', (error) => events.gone(error.message))
  worker.on('exit', (code) => events.gone(`the evaluator thread exited with code ${code}`))
  return {
    evaluate: (request) => worker.postMessage(request),
    prepare: (setting) => worker.postMessage(setting),
    cancel: (ticket) => void Atomics.store(cancelled, 0, ticket),
    async end() {
      await worker.terminate()
    },
  }
}
