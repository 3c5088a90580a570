// What there is to measure in a process, and whether it is ready for what it was started for.
import type { WorkerStatusView } from '../../api/views.ts'
import type { GenerationSnapshot } from '../../run/snapshot.ts'
import type { ClusterMaster } from '../cluster/master.ts'

export type Measured =
  | { readonly kind: 'home' }
  | {
      readonly kind: 'run'
      readonly latest: GenerationSnapshot | null
      /** null: on this machine only. */
      readonly master: Pick<ClusterMaster, 'work' | 'workers'> | null
    }
  | { readonly kind: 'worker'; readonly status: WorkerStatusView }

/** Why it isn't ready, or null. */
export function unreadiness(measured: Measured): string | null {
  if (measured.kind === 'home') return 'nothing runs here yet'
  if (measured.kind === 'run') return null // a master's run begins when it listens
  const { connection } = measured.status
  const isJoined = connection.kind !== 'connecting' && connection.kind !== 'retrying'
  return isJoined && connection.kind !== 'closed' ? null : 'this worker is not in touch with its master'
}
