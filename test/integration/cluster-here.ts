// A master and workers in the test's own process, over real sockets, ended with the test.
import { onTestFinished } from 'vitest'
import { ClusterMaster, type MasterOptions } from '../../core/node/cluster/master.ts'
import { passingIdentity } from '../../core/node/cluster/master-identity.ts'
import { newToken } from '../../core/node/cluster/token.ts'
import { ClusterWorker, type WorkerOptions } from '../../core/node/cluster/worker.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { builtInProblems } from '../../core/problems/registry.ts'
import { type JoinLink, parseJoinLink } from '../../core/wire/join-link.ts'

export async function masterHere(changes: Partial<MasterOptions> = {}): Promise<ClusterMaster> {
  const master = await ClusterMaster.listen({
    problems: builtInProblems,
    ...DEFAULT_CLUSTER,
    host: '127.0.0.1',
    port: 0,
    identity: changes.identity ?? (await passingIdentity()),
    token: newToken(),
    appVersion: '1.0.0',
    localSlots: 0,
    log: () => {},
    ...changes,
  })
  onTestFinished(() => master.close())
  return master
}

export function linkOf(master: ClusterMaster): JoinLink {
  const parsed = parseJoinLink(master.joinLinks[0] ?? '')
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.link
}

/** A worker that does nothing but join. */
export function workerHere(link: JoinLink, changes: Partial<WorkerOptions> = {}): ClusterWorker {
  const worker = new ClusterWorker({
    ...DEFAULT_CLUSTER,
    link,
    slots: 1,
    name: 'w',
    once: false,
    appVersion: '1.0.0',
    problems: builtInProblems,
    log: () => {},
    ...changes,
  })
  onTestFinished(() => worker.stop())
  worker.start()
  return worker
}

/** Settles once the worker says so. */
export function untilConnection(
  worker: ClusterWorker,
  kind: ReturnType<ClusterWorker['status']>['connection']['kind'],
): Promise<void> {
  return new Promise((resolve) => {
    const look = () => worker.status().connection.kind === kind && resolve()
    worker.onStatus(look)
    look()
  })
}
