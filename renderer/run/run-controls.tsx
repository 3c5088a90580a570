// Start, pause, step, stop: what makes sense at the moment is enabled.
import { CirclePlus, Pause, Play, Square, StepForward } from 'lucide-react'
import type { JSX } from 'react'
import type { RunStatus } from '../../core/api/views.ts'
import { command, useRun } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'
import { ExtendRun } from './extend-run.tsx'
import { NoticesButton } from './notices-button.tsx'

interface RunControlsProps {
  readonly act: (work: Promise<unknown>) => void
  readonly onNewRun: () => void
}

export function RunControls({ act, onNewRun }: RunControlsProps): JSX.Element {
  const kind = useRun((run) => run.status.kind)
  const isOver = kind === 'ended' || kind === 'failed'
  return (
    <div className="actions">
      {isOver ? (
        <Button look="primary" icon={CirclePlus} testId="new-run" onClick={onNewRun}>
          {texts.run.newRun}
        </Button>
      ) : (
        <GoingControls kind={kind} act={act} />
      )}
      <ExtendRun act={act} />
      {/* Stays when the run is over, which is what it tells of. */}
      <NoticesButton isSeen={!isOver} />
    </div>
  )
}

interface GoingControlsProps extends Pick<RunControlsProps, 'act'> {
  readonly kind: RunStatus['kind']
}

function GoingControls({ kind, act }: GoingControlsProps): JSX.Element {
  const words = texts.run
  const isPaused = kind === 'paused'
  const isStopping = kind === 'stopping'
  return (
    <>
      {isPaused ? (
        <Button
          look="primary"
          icon={Play}
          testId="resume-run"
          onClick={() => act(command('resumeRun', null))}
        >
          {words.resume}
        </Button>
      ) : (
        <Button
          icon={Pause}
          testId="pause-run"
          disabled={isStopping}
          onClick={() => act(command('pauseRun', null))}
        >
          {words.pause}
        </Button>
      )}
      <Button
        icon={StepForward}
        testId="step-run"
        disabled={!isPaused}
        onClick={() => act(command('stepRun', null))}
      >
        {words.step}
      </Button>
      <Button
        icon={Square}
        testId="stop-run"
        disabled={isStopping}
        onClick={() => act(command('stopRun', null))}
      >
        {words.stop}
      </Button>
    </>
  )
}

export function statusText(status: RunStatus): string {
  const words = texts.run.status
  return status.kind === 'waiting' ? words.waiting(status.connected, status.needed) : words[status.kind]
}
