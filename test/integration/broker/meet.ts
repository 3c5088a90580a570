// A master and a worker of this process that meet at a broker, and evaluate a little to show for it.
import { onTestFinished } from 'vitest'
import { Cancellation } from '../../../core/base/abort.ts'
import type { EvaluationBatch } from '../../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../../core/evaluate/serial.ts'
import { wayByBroker } from '../../../core/node/cli/worker-way.ts'
import type { ClusterMaster } from '../../../core/node/cluster/master.ts'
import { ClusterWorker, type WorkerOptions } from '../../../core/node/cluster/worker.ts'
import { DEFAULT_CLUSTER } from '../../../core/node/cluster-settings.ts'
import { xor } from '../../../core/problems/xor.ts'
import { endSentence } from '../../../core/wire/worker-events.ts'

export interface Way {
  readonly broker: string
  readonly brokerCreds?: string
  readonly brokerCa?: string
}

/** A worker that is ended with the test, or before by whoever needs that. */
export function workerAt(way: Way, changes: Partial<WorkerOptions> = {}): ClusterWorker {
  const link = wayByBroker(undefined, way, 2000)
  if (link === null) throw new Error('no broker is named')
  const rules = { ...DEFAULT_CLUSTER, appVersion: '1.0.0', log: () => {} }
  const worker = new ClusterWorker({
    ...{ ...rules, link, slots: 1, name: 'w', once: false, problems: [xor] },
    ...changes,
  })
  onTestFinished(() => worker.stop())
  worker.start()
  return worker
}

/** How a worker that looks for its master there ends, or why it tries again. */
export async function complaintAt(way: Way): Promise<string> {
  const worker = workerAt(way)
  const retries = new Promise<string>((resolve) => {
    worker.onStatus(({ lastError }) => lastError !== null && resolve(lastError))
  })
  return await Promise.race([worker.finished.then(endSentence), retries])
}

/** What the master gets from its workers for a batch of XOR, and what one machine makes of it. */
export async function evaluatedBoth(master: ClusterMaster, batch: EvaluationBatch) {
  const { signal } = new Cancellation()
  return {
    cluster: await master.evaluate(batch, signal),
    serial: await new SerialEvaluator(xor).evaluate(batch, signal),
  }
}
