// Whoever evaluates keeps the same contract: threads, sessions in memory, sockets.

import type { AbortSignalLike } from '../../core/base/abort.ts'
import {
  type Arrived,
  type BatchEvaluator,
  EvaluationAborted,
  type EvaluationBatch,
} from '../../core/evaluate/batch.ts'
import { ClusterMaster } from '../../core/node/cluster/master.ts'
import { passingIdentity } from '../../core/node/cluster/master-identity.ts'
import { newToken } from '../../core/node/cluster/token.ts'
import { ClusterWorker } from '../../core/node/cluster/worker.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { ThreadEvaluator } from '../../core/node/threads/thread-evaluator.ts'
import { setEvaluatorThreadUrl } from '../../core/node/threads/thread-slot.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { builtInProblems } from '../../core/problems/registry.ts'
import { parseJoinLink } from '../../core/wire/join-link.ts'
import {
  contractProblems,
  describeBatchEvaluator,
  type EvaluatorUnderTest,
} from '../contract/batch-evaluator.ts'
import { MemoryCluster } from '../wire/memory-cluster.ts'

setEvaluatorThreadUrl(new URL('./contract-thread.ts', import.meta.url))

describeBatchEvaluator('Evaluator threads', (problem) => {
  const evaluator = new ThreadEvaluator({ ...DEFAULT_CLUSTER, problem, slots: 2 })
  return { evaluator, close: () => evaluator.close() }
})

/** The cluster in memory, which knows no signals: all that can happen without the clock happens at once. */
class SettlingCluster implements BatchEvaluator {
  readonly #cluster: MemoryCluster

  constructor(problem: Problem) {
    this.#cluster = new MemoryCluster(problem)
    this.#cluster.join()
    this.#cluster.join()
  }

  async evaluate(batch: EvaluationBatch, signal: AbortSignalLike, arrived?: Arrived) {
    if (signal.aborted) throw new EvaluationAborted()
    if (batch.items.length === 0) return []
    const results = this.#cluster.evaluate(batch, signal, arrived)
    this.#cluster.settle()
    return await results
  }
}

describeBatchEvaluator('Sessions in memory', (problem) => ({
  evaluator: new SettlingCluster(problem),
  close: () => {},
}))

async function overSockets(problem: Problem): Promise<EvaluatorUnderTest> {
  const log = () => {}
  const appVersion = '1.0.0'
  const master = await ClusterMaster.listen({
    problems: builtInProblems,
    ...DEFAULT_CLUSTER,
    host: '127.0.0.1',
    port: 0,
    token: newToken(),
    identity: await passingIdentity(),
    appVersion,
    localSlots: 0,
    log,
  })
  const parsed = parseJoinLink(master.joinLinks[0] ?? '')
  if (!parsed.ok) throw new Error(parsed.message)
  const { link } = parsed
  master.beginRun(problem, { runId: 'contract', minWorkers: 2 })
  const rules = { ...DEFAULT_CLUSTER, once: false, appVersion, log }
  const workers = ['a', 'b'].map(
    (name) => new ClusterWorker({ ...rules, link, slots: 1, name, problems: contractProblems }),
  )
  for (const worker of workers) worker.start()
  const close = async () => {
    await Promise.all(workers.map((worker) => worker.stop()))
    await master.close()
  }
  return { evaluator: master, close }
}

describeBatchEvaluator('A master and two workers over sockets', overSockets)
