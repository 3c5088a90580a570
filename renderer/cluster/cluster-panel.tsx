// The cluster: how to join, how well its slots are used and what limits them, who evaluated what when, and everybody with
// state and pace.
import type { JSX } from 'react'
import type { WorkerView } from '../../core/api/views.ts'
import { useIsInviting } from '../run/invitation.tsx'
import { useRun } from '../store.ts'
import { LongEvaluations } from '../ui/long-evaluations.tsx'
import { Panel } from '../ui/panel.tsx'
import { texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'
import { recentEfficiency } from './cluster-memory.ts'
import { EfficiencyLine } from './efficiency-line.tsx'
import { FailureList } from './failure-list.tsx'
import { JobList } from './job-list.tsx'
import { JoinLinks } from './join-links.tsx'
import { TaskStream } from './task-stream.tsx'
import { useClusterWork } from './use-cluster-work.ts'
import { WorkerList } from './worker-list.tsx'

const REDRAW_MS = 500

export function ClusterPanel(): JSX.Element {
  const workers = useSettled(
    useRun((run) => run.workers),
    REDRAW_MS,
  )
  const links = useRun((run) => run.joinLinks)
  const isEvaluating = useRun(({ status }) => status.kind === 'running' || status.kind === 'waiting')
  const jobs = useRun((run) => run.jobs)
  const memory = useClusterWork()
  const isInviting = useIsInviting()
  const hasRemote = workers.some(({ local }) => !local)
  return (
    <Panel title={texts.cluster.title} aside={<Together workers={workers} />}>
      <div className="cluster-body">
        {/* Where the invitation stands above all panels, it isn't said twice. */}
        <JoinLinks links={links} isNew={!hasRemote && !isInviting} />
        <JobList jobs={jobs} workers={workers} />
        {workers.length === 0 ? null : (
          <>
            {isEvaluating ? <EfficiencyLine efficiency={recentEfficiency(memory)} /> : null}
            <TaskStream workers={workers} memory={memory} />
            <LongEvaluations long={memory.long} />
            <FailureList failures={memory.failures} nowMs={memory.nowMs ?? 0} />
            <WorkerList workers={workers} />
          </>
        )}
      </div>
    </Panel>
  )
}

/** What all of them give. */
function Together({ workers }: { readonly workers: readonly WorkerView[] }): JSX.Element | null {
  const present = workers.filter(({ state }) => state !== 'gone')
  if (present.length === 0) return null
  const slots = present.reduce((sum, worker) => sum + worker.slots, 0)
  const remote = present.filter(({ local }) => !local)
  const rate = present.reduce((sum, worker) => sum + worker.genomesPerSecond, 0)
  return <span className="soft">{texts.cluster.together(remote.length, slots, Math.round(rate))}</span>
}
