// How the run ended, once it has.
import type { JSX } from 'react'
import type { RunResult } from '../../core/api/views.ts'
import type { Stall } from '../../core/run/run-clock.ts'
import { useRun } from '../store.ts'
import { Notice } from '../ui/notice.tsx'
import { texts } from '../ui/texts.ts'

export function RunOutcome(): JSX.Element | null {
  const status = useRun((run) => run.status)
  const folder = useRun((run) => run.folder)
  const stall = useRun((run) => run.progress.stall)
  if (status.kind === 'failed') {
    return (
      <Notice tone="bad" testId="run-result">
        {texts.run.failed(status.message)}
      </Notice>
    )
  }
  if (status.kind !== 'ended') return stall === null ? null : <Standstill stall={stall} />
  const { result } = status
  return (
    <Notice tone={result.solved ? 'good' : 'warn'} testId="run-result">
      <strong>{headline(result)}</strong>{' '}
      {result.bestFitness === null ? null : texts.run.champion(result.hiddenNodes, result.enabledConnections)}
      {folder === null ? null : <div className="mono">{texts.run.savedIn(folder)}</div>}
    </Notice>
  )
}

function Standstill({ stall }: { readonly stall: Stall }): JSX.Element {
  return (
    <Notice tone="warn" testId="run-stall">
      {texts.run.stall[stall.kind](stall.forMs)}
    </Notice>
  )
}

function headline({ reason, generations, evaluations }: RunResult): string {
  switch (reason) {
    case 'solved':
      return texts.run.solved(generations - 1, evaluations)
    case 'generations done':
      return texts.run.notSolved(generations)
    case 'stopped':
      return texts.run.stopped(generations)
  }
}
