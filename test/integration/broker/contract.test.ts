// The contract of whoever evaluates, over a broker: a master and two workers that meet at nats-server.
import { afterAll, beforeAll, describe } from 'vitest'
import { brokerPlace } from '../../../core/node/broker/broker-place.ts'
import { BrokerRoute } from '../../../core/node/broker/broker-route.ts'
import { ClusterMaster } from '../../../core/node/cluster/master.ts'
import { passingIdentity } from '../../../core/node/cluster/master-identity.ts'
import { newToken } from '../../../core/node/cluster/token.ts'
import { ClusterWorker } from '../../../core/node/cluster/worker.ts'
import { DEFAULT_CLUSTER } from '../../../core/node/cluster-settings.ts'
import { setEvaluatorThreadUrl } from '../../../core/node/threads/thread-slot.ts'
import type { Problem } from '../../../core/problems/problem.ts'
import { builtInProblems } from '../../../core/problems/registry.ts'
import {
  contractProblems,
  describeBatchEvaluator,
  type EvaluatorUnderTest,
} from '../../contract/batch-evaluator.ts'
import { NatsServer, noBroker } from './nats-server.ts'

setEvaluatorThreadUrl(new URL('../contract-thread.ts', import.meta.url))

describe.skipIf(noBroker !== null)('over NATS', () => {
  let server: NatsServer
  beforeAll(async () => {
    server = await NatsServer.startFor()
  })
  afterAll(() => server.close())

  describeBatchEvaluator('A master and two workers over a broker', (problem) =>
    overBroker(server.url, problem),
  )
})

async function overBroker(broker: string, problem: Problem): Promise<EvaluatorUnderTest> {
  const rules = { ...DEFAULT_CLUSTER, broker, appVersion: '1.0.0', log: () => {} }
  const master = await ClusterMaster.listen({
    ...rules,
    problems: builtInProblems,
    token: newToken(),
    identity: await passingIdentity(),
    localSlots: 0,
  })
  master.beginRun(problem, { runId: 'contract', minWorkers: 2 })
  const place = brokerPlace(master.joinLinks[0] ?? '', rules)
  if (!place.ok) throw new Error(place.message)
  const workers = ['a', 'b'].map((name) => {
    const link = new BrokerRoute(place.place, rules.connectionTimeoutMs)
    return new ClusterWorker({ ...rules, link, once: false, slots: 1, name, problems: contractProblems })
  })
  for (const worker of workers) worker.start()
  const close = async () => {
    await Promise.all(workers.map((worker) => worker.stop()))
    await master.close()
  }
  return { evaluator: master, close }
}
