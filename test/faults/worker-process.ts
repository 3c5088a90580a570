// A worker of the fault tests: node worker-process.ts LINK|BROKER SEED CHANCE SHIFT. It tells its faults, one JSON object a line.
import { argv, exit, stdin, stdout } from 'node:process'
import { Random } from '../../core/base/random.ts'
import { brokerPlace } from '../../core/node/broker/broker-place.ts'
import { BrokerRoute } from '../../core/node/broker/broker-route.ts'
import { ClusterWorker } from '../../core/node/cluster/worker.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { setEvaluatorThreadUrl } from '../../core/node/threads/thread-slot.ts'
import { isBrokerAddress } from '../../core/wire/broker/broker-address.ts'
import { type JoinLink, parseJoinLink } from '../../core/wire/join-link.ts'
import { faultProblem } from './fault-problem.ts'
import { FaultyRunner } from './faulty-runner.ts'

// Whoever started it is gone: so is the reason to be here.
stdin.on('close', () => exit(1)).resume()

const SLOTS = 1
const [link = '', seed = '1', chance = '0', shift = '0'] = argv.slice(2)
setEvaluatorThreadUrl(new URL('./fault-thread.ts', import.meta.url))
const tell = (line: object) => void stdout.write(`${JSON.stringify(line)}\n`)
const worker = new ClusterWorker({
  link: isBrokerAddress(link) ? brokerRoute(link) : joinLink(link),
  slots: SLOTS,
  name: `worker ${seed}`,
  once: true,
  connectionTimeoutMs: DEFAULT_CLUSTER.connectionTimeoutMs,
  appVersion: 'test',
  problems: [faultProblem('serial', Number(shift))],
  log: () => {},
  runner: new FaultyRunner(SLOTS, Random.fromSeed(Number(seed)), {
    chance: Number(chance),
    tell: (fault) => tell({ type: 'fault', fault }),
  }),
})
worker.start()
const end = await worker.finished
tell({ type: 'end', ...end })
exit(0)

function joinLink(text: string): JoinLink {
  const parsed = parseJoinLink(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.link
}

function brokerRoute(text: string): BrokerRoute {
  const parsed = brokerPlace(text, { brokerCreds: '', brokerCa: '' })
  if (!parsed.ok) throw new Error(parsed.message)
  return new BrokerRoute(parsed.place, DEFAULT_CLUSTER.connectionTimeoutMs)
}
