// What this worker is doing, what is wrong where something is, and the ways out.
import { CheckCheck, LogOut, Pause, Play, Plug } from 'lucide-react'
import { type JSX, useCallback, useMemo } from 'react'
import type { WorkerStatusView } from '../../core/api/views.ts'
import { comeHomeTo, command, useMayAct, useScreen } from '../store.ts'
import { type Action, useActionsOf } from '../ui/actions.ts'
import { Button } from '../ui/button.tsx'
import { CommandError, useActs } from '../ui/command-error.tsx'
import { LongEvaluations } from '../ui/long-evaluations.tsx'
import { Notice } from '../ui/notice.tsx'
import { OwnersOnly } from '../ui/owners-only.tsx'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { InBackground } from './in-background.tsx'
import { WorkerFigures } from './worker-figures.tsx'
import { connectionText, WorkerState } from './worker-state.tsx'
import './worker.css'

const words = texts.worker

export function WorkerScreen(): JSX.Element | null {
  const worker = useScreen(({ app }) => (app?.mode.kind === 'worker' ? app.mode.worker : null))
  return worker === null ? null : <Worker worker={worker} />
}

function Worker({ worker }: { readonly worker: WorkerStatusView }): JSX.Element {
  const [error, act] = useActs()
  const { kind } = worker.connection
  const isClosed = kind === 'closed'
  const leave = useCallback(() => act(command('leaveAsWorker', null)), [act])
  const drain = useCallback(() => act(command('drainAsWorker', null)), [act])
  const { isHeld } = worker
  const hold = useCallback(() => act(command(isHeld ? 'resumeWorker' : 'pauseWorker', null)), [act, isHeld])
  const joinOther = () => {
    comeHomeTo({ kind: 'worker', link: '' })
    leave()
  }
  const canDrain = !isClosed && kind !== 'draining'
  const mayAct = useMayAct()
  useWorkerActions(mayAct ? leave : null, canDrain ? drain : null, canDrain ? { isHeld, hold } : null)
  return (
    <div>
      <TopBar {...(mayAct && { onHome: leave })} />
      <main className="page worker-page">
        <title>{`${connectionText(worker.connection)} – ${texts.appName}`}</title>
        <CommandError message={error} />
        <section className="card worker-sheet" aria-label={words.state}>
          <WorkerState worker={worker} />
          <Trouble worker={worker} />
          <WorkerFigures worker={worker} />
          <LongEvaluations long={worker.long} />
          <OwnersOnly>
            <div className="actions">
              {canDrain ? (
                <Button icon={isHeld ? Play : Pause} testId="hold-worker" onClick={hold}>
                  {isHeld ? words.resume : words.pause}
                </Button>
              ) : null}
              {canDrain ? (
                <Button icon={CheckCheck} testId="drain-self" onClick={drain}>
                  {words.drain}
                </Button>
              ) : null}
              {isClosed ? (
                <Button look="primary" icon={Plug} testId="join-other" onClick={joinOther}>
                  {words.joinOther}
                </Button>
              ) : null}
              <Button icon={LogOut} testId="leave-worker" onClick={leave}>
                {isClosed ? words.back : words.leave}
              </Button>
            </div>
            <InBackground isWorking={!isClosed} />
          </OwnersOnly>
        </section>
      </main>
    </div>
  )
}

/** What went wrong, and what can be done about it. */
function Trouble({ worker }: { readonly worker: WorkerStatusView }): JSX.Element | null {
  const { connection, warning, lastError } = worker
  const reason = connection.kind === 'closed' ? connection.reason : null
  return (
    <>
      {reason === null || reason === lastError ? null : (
        <Notice tone={lastError === null ? 'warn' : 'bad'}>{reason}</Notice>
      )}
      {warning === null ? null : <Notice tone="warn">{warning}</Notice>}
      {lastError === null ? null : (
        <Notice tone="bad" testId="worker-error">
          <strong>{words.lastError}: </strong>
          {lastError}
          {connection.kind === 'retrying' ? <div>{words.retryHint}</div> : null}
        </Notice>
      )}
    </>
  )
}

interface Holding {
  readonly isHeld: boolean
  readonly hold: () => void
}

function useWorkerActions(
  leave: (() => void) | null,
  drain: (() => void) | null,
  holding: Holding | null,
): void {
  const isHeld = holding?.isHeld ?? null
  const hold = holding?.hold ?? null
  const actions = useMemo((): readonly Action[] | null => {
    if (leave === null) return null
    const going: Action = {
      id: 'leave-worker',
      title: words.leave,
      group: 'go',
      icon: LogOut,
      run: leave,
    }
    if (drain === null || hold === null) return [going]
    return [
      {
        id: 'hold-worker',
        title: isHeld === true ? words.resume : words.pause,
        group: 'run',
        icon: isHeld === true ? Play : Pause,
        run: hold,
      },
      { id: 'drain-self', title: words.drain, group: 'run', icon: CheckCheck, run: drain },
      going,
    ]
  }, [leave, drain, hold, isHeld])
  useActionsOf(actions)
}
