// What this worker does at the moment, as large as it deserves: somebody looks from across the room.
import {
  CirclePause,
  Cpu,
  Hourglass,
  Link2,
  LoaderCircle,
  LogOut,
  type LucideIcon,
  Unplug,
} from 'lucide-react'
import type { JSX } from 'react'
import type { WorkerConnection, WorkerStatusView } from '../../core/api/views.ts'
import { assertNever } from '../../core/base/invariant.ts'
import { texts } from '../ui/texts.ts'

const words = texts.worker

const ICONS: Readonly<Record<WorkerConnection['kind'], LucideIcon>> = {
  connecting: Link2,
  retrying: LoaderCircle,
  idle: Hourglass,
  working: Cpu,
  paused: CirclePause,
  draining: LogOut,
  closed: Unplug,
}

export function WorkerState({ worker }: { readonly worker: WorkerStatusView }): JSX.Element {
  const { connection } = worker
  const Icon = ICONS[connection.kind]
  return (
    <div className={`worker-state ${connection.kind}`}>
      <span className="worker-icon">
        <Icon size={34} aria-hidden />
      </span>
      <div>
        <div role="status">
          <h1 className="worker-headline" data-testid="worker-status" data-connection={connection.kind}>
            {connectionText(connection)}
          </h1>
        </div>
        <p className="soft">{words.of(worker.master, worker.label)}</p>
      </div>
    </div>
  )
}

export function connectionText(connection: WorkerConnection): string {
  switch (connection.kind) {
    case 'connecting':
      return words.connection.connecting
    case 'retrying':
      return words.connection.retrying(connection.retryInMs / 1000)
    case 'idle':
      return words.connection.idle
    case 'working':
      return words.connection.working(connection.generation, connection.genomes)
    case 'paused':
      return words.connection.paused(connection.reason)
    case 'draining':
      return words.connection.draining(connection.genomes)
    case 'closed':
      return words.connection.closed
    default:
      return assertNever(connection)
  }
}
