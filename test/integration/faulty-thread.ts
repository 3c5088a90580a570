// Entry of an evaluator thread whose problem ends the thread at one output, and never ends at another.
import { exit } from 'node:process'
import { parentPort } from 'node:worker_threads'
import { serveThread } from '../../core/node/threads/thread-service.ts'
import { xor } from '../../core/problems/xor.ts'

if (parentPort !== null) {
  serveThread(parentPort, () => ({
    ok: true,
    problem: {
      ...xor,
      evaluate(network) {
        const output = network.activate(Float64Array.of(0, 0))[0] ?? 0
        if (output === 1) exit(7)
        while (output === 2);
        return output
      },
    },
  }))
}
