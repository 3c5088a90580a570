// A worker process whose evaluations are timers, so that it can have more slots than the machine has cores:
// node bench/cluster/timer-worker.ts LINK|BROKER SLOTS SLOWNESS WAITS WORKERS.
import { argv, exit, stdin } from 'node:process'
import { wayByBroker } from '../../core/node/cli/worker-way.ts'
import type { MasterRoute } from '../../core/node/cluster/master-route.ts'
import { ClusterWorker } from '../../core/node/cluster/worker.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { type JoinLink, parseJoinLink } from '../../core/wire/join-link.ts'
import { TimerRunner } from './timer-runner.ts'
import { uniform, WAITS, waiting } from './waits.ts'

// Whoever started it is gone: so is the reason to be here.
stdin.on('close', () => exit(1)).resume()

const [link = '', slots = '1', slowness = '1', waits = 'uniform', count = '1'] = argv.slice(2)
const workers = Array.from({ length: Number(count) }, (_, number) => {
  return new ClusterWorker({
    link: routeTo(link),
    slots: Number(slots),
    name: `timers-${process.pid}-${number}`,
    once: true,
    connectionTimeoutMs: DEFAULT_CLUSTER.connectionTimeoutMs,
    appVersion: 'bench',
    problems: [waiting],
    log: () => {},
    runner: new TimerRunner(Number(slots), Number(slowness), WAITS[waits] ?? uniform),
  })
})
for (const worker of workers) worker.start()
await Promise.all(workers.map(({ finished }) => finished))
exit(0)

function routeTo(text: string): JoinLink | MasterRoute {
  const byBroker = wayByBroker(text, {}, DEFAULT_CLUSTER.connectionTimeoutMs)
  if (byBroker !== null) return byBroker
  const parsed = parseJoinLink(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.link
}
