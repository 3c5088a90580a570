// Who carries the runs of a search out: one master with its workers, or as many hosts as runs at a time.
import { availableParallelism } from 'node:os'
import { AppHost } from '../app-host.ts'
import { stateFolder } from '../cluster/master-identity.ts'
import { type ClusterOptions, clusterSettings } from './cluster-options.ts'
import { CliError, EXIT } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

export interface SearchMeans extends ClusterOptions {
  readonly master?: boolean
  readonly parallel?: number
  readonly localSlots?: number
}

/** One master for all, or as many hosts as runs at a time. */
export function openHosts(options: SearchMeans, runs: number, appVersion: string, terminal: Terminal) {
  const role = options.master === true ? ('master' as const) : ('local' as const)
  const cluster = clusterSettings({}, options)
  const localSlots = options.localSlots ?? (role === 'master' ? 0 : 1)
  if (role === 'local' && localSlots === 0) {
    throw new CliError(
      EXIT.usage,
      'Without --master at least one slot of this machine is needed: give --local-slots 1.',
    )
  }
  const cores = Math.max(1, Math.floor(availableParallelism() / Math.max(1, localSlots)))
  const count = role === 'master' ? 1 : Math.min(runs, options.parallel ?? cores)
  const all = Array.from({ length: count }, () => {
    const host = new AppHost({
      ...{ appVersion, suggestion: { kind: 'none' }, runsFolder: null, stateFolder: stateFolder() },
      log: terminal.log,
    })
    let announced = false
    if (role === 'master') {
      host.subscribe(() => {
        if (announced || host.joinLinks.length === 0) return
        announced = true
        terminal.event({ type: 'listening', joinLink: host.joinLinks[0], joinLinks: host.joinLinks })
        for (const link of host.joinLinks) terminal.line(`  npx neatwork worker "${link}"`)
      })
    }
    return host
  })
  return { all, isStopped: false, means: { role, cluster, localSlots } }
}
