// The run: its state and controls on top, then its panels.
import { type JSX, useCallback, useState } from 'react'
import { Alarms } from '../cluster/alarms.tsx'
import { RunOptions } from '../options/run-options.tsx'
import { LazySetupForm } from '../setup/lazy-setup-form.tsx'
import { command, useMayAct, useRun } from '../store.ts'
import { CommandError, useActs } from '../ui/command-error.tsx'
import { LongEvaluations } from '../ui/long-evaluations.tsx'
import { OwnersOnly } from '../ui/owners-only.tsx'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { Invitation } from './invitation.tsx'
import { PanelMenu } from './panel-menu.tsx'
import { useRunActions } from './run-actions.ts'
import { RunControls } from './run-controls.tsx'
import { RunFigures, RunProgress } from './run-figures.tsx'
import { RunOutcome } from './run-outcome.tsx'
import { RunWorkspace } from './run-workspace.tsx'

/** Of the long evaluations of a machine with many slots. */
const LONG_SHOWN = 3

export function RunScreen(): JSX.Element {
  const role = useRun((run) => run.role)
  const problem = useRun((run) => run.problem.name)
  const long = useRun((run) => run.told.long)
  const [error, act] = useActs()
  const [isPlanning, setPlanning] = useState(false)
  const mayAct = useMayAct()
  const statusKind = useRun((run) => run.status.kind)
  const isOver = statusKind === 'ended' || statusKind === 'failed'
  const plan = useCallback(() => setPlanning(true), [])
  useRunActions(act, plan)
  if (isPlanning && isOver) {
    const close = () => setPlanning(false)
    return (
      <LazySetupForm
        role={role}
        problem={problem}
        onHome={() => act(command('goHome', null))}
        onBack={close}
        onStarted={close}
      />
    )
  }
  return (
    <div className="run-shell">
      <TopBar {...(mayAct && { onHome: () => act(command('goHome', null)) })}>
        <OwnersOnly>
          <RunControls act={act} onNewRun={plan} />
        </OwnersOnly>
        {mayAct ? null : <span className="soft">{texts.run.lookingOn}</span>}
        <span className="grow" />
        <PanelMenu />
      </TopBar>
      <main className="run-page">
        <CommandError message={error} />
        <Alarms />
        <RunOutcome />
        <section className="run-head" aria-label={texts.run.state}>
          <RunFigures />
          <RunProgress />
          <LongEvaluations long={long} most={LONG_SHOWN} />
          {isOver ? null : (
            <OwnersOnly>
              <RunOptions act={act} />
            </OwnersOnly>
          )}
        </section>
        <Invitation />
        <RunWorkspace />
      </main>
    </div>
  )
}
