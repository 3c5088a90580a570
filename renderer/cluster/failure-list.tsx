// Genomes that failed: which, where, and why, with the traceback where there is one.
import type { JSX } from 'react'
import type { FailureView } from '../../core/api/cluster-work.ts'
import { texts } from '../ui/texts.ts'
import { Trace } from '../ui/trace.tsx'

const words = texts.cluster.failures

interface FailureListProps {
  /** Newest first. */
  readonly failures: readonly FailureView[]
  readonly nowMs: number
}

export function FailureList({ failures, nowMs }: FailureListProps): JSX.Element | null {
  if (failures.length === 0) return null
  return (
    <details className="failures" data-testid="failures">
      <summary>{words.title(failures.length)}</summary>
      <ul>
        {failures.map(({ number, genomeId, generation, worker, atMs, reason, trace }) => (
          <li key={number}>
            <strong>{words.genome(genomeId, generation)}</strong>{' '}
            <span className="soft">
              {words.where(worker, Math.max(0, Math.round((nowMs - atMs) / 1000)))}
            </span>
            <pre>{reason}</pre>
            {trace === undefined ? null : <Trace trace={trace} />}
          </li>
        ))}
      </ul>
    </details>
  )
}
