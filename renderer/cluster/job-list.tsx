// Jobs of a computing centre in which workers run: where each task is, in which state, and how often it was asked for again.
import type { JSX } from 'react'
import type { JobsView } from '../../core/api/jobs.ts'
import type { WorkerView } from '../../core/api/views.ts'
import { number, texts } from '../ui/texts.ts'

const words = texts.cluster.jobs
const COLUMNS = ['task', 'state', 'node', 'worker', 'genomes', 'again'] as const
const NUMBERS: ReadonlySet<string> = new Set(['genomes', 'again'])
/** Rows that are shown at once; what needs eyes comes first. */
const MOST_ROWS = 500
const URGENCY = { lost: 0, ended: 1, ending: 2, waiting: 3, running: 4 } as const

interface JobListProps {
  readonly jobs: JobsView | null
  readonly workers: readonly WorkerView[]
}

export function JobList({ jobs, workers }: JobListProps): JSX.Element | null {
  if (jobs === null) return null
  const { scheduler, tasks, warning } = jobs
  const running = tasks.filter(({ state }) => state === 'running').length
  const genomes = new Map(workers.map(({ label, genomesEvaluated }) => [label, genomesEvaluated]))
  const rows = [...tasks].sort((a, b) => URGENCY[a.state] - URGENCY[b.state] || a.task - b.task)
  return (
    <details className="jobs" data-testid="jobs" open={tasks.length <= 8 || warning !== null}>
      <summary>{words.title(scheduler, running, tasks.length)}</summary>
      {warning === null ? null : (
        <p role="status" className="warning">
          {warning}
        </p>
      )}
      <table>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} className={NUMBERS.has(column) ? 'number' : ''}>
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ task, jobId, state, said, reason, node, worker, resubmitted }) => (
            <tr key={task} data-state={state}>
              <td title={jobId}>{number(task)}</td>
              <td>{words.said(words.states[state], said, reason)}</td>
              <td>{node ?? words.none}</td>
              <td>{genomes.has(worker) ? worker : words.none}</td>
              <td className="number">{number(genomes.get(worker) ?? 0)}</td>
              <td className="number">{number(resubmitted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
