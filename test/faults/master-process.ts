// A master of the fault tests: node --expose-gc master-process.ts FOLDER PORT TOKEN SEED [BROKER]. It goes on with what the folder
// holds, tells every generation as one JSON object a line, and ends after the generation in which it reads a line.

import { argv, exit, memoryUsage, stdin, stdout } from 'node:process'
import { Cancellation } from '../../core/base/abort.ts'
import { ClusterMaster } from '../../core/node/cluster/master.ts'
import { loadIdentity } from '../../core/node/cluster/master-identity.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { builtInProblems } from '../../core/problems/registry.ts'
import { evolve } from '../../core/run/evolve.ts'
import { faultConfig } from './fault-config.ts'
import { faultProblem } from './fault-problem.ts'

const GENERATIONS_PER_MEASUREMENT = 10
const [path = '', port = '0', token = '', seed = '1', broker = ''] = argv.slice(2)
const problem = faultProblem('serial')
const config = faultConfig(Number(seed))
const tell = (line: object) => void stdout.write(`${JSON.stringify(line)}\n`)

const identity = { name: problem.name, version: problem.version, hash: problemHash(problem) }
const saved = await RunFolder.open(path).catch(() => null)
const folder =
  saved?.folder ??
  (await RunFolder.create(path, { appVersion: 'test', createdAt: 'now', problem: identity, config }))
const master = await ClusterMaster.listen({
  problems: builtInProblems,
  ...DEFAULT_CLUSTER,
  ...{ host: '127.0.0.1', port: Number(port), token, broker, appVersion: 'test', localSlots: 0 },
  ...{ heartbeatIntervalMs: 100, heartbeatTimeoutMs: 1000, taskTimeoutMs: 1000 },
  identity: await loadIdentity(`${path}-certificate`, () => {}),
  log: (level, message) => tell({ type: 'log', level, message }),
})
tell({ type: 'listening', link: master.joinLinks[0], port: master.port })
master.beginRun(problem, { runId: 'faults', minWorkers: 1 })

stdin.once('close', () => exit(1))
let isAsked = false
stdin.once('data', () => {
  isAsked = true
})
const { signal } = new Cancellation()
const run = evolve({ config, problem, evaluator: master, resumeFrom: saved?.last ?? null, signal })
for (let count = 0; ; count++) {
  const { value } = await run.next()
  await folder.save(value)
  const { generation, populationHash, failures } = value.snapshot
  const isMeasured = count % GENERATIONS_PER_MEASUREMENT === 0
  if (isMeasured) globalThis.gc?.()
  const { heapUsed, external } = memoryUsage()
  const heapBytes = isMeasured ? heapUsed + external : null
  const { evaluations } = value
  tell({ type: 'generation', generation, populationHash, failures, evaluations, heapBytes })
  if (isAsked) break
}
master.endRun('done')
setTimeout(async () => {
  await master.close()
  exit(0)
}, 300)
