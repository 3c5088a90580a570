// What can be done with a run, for the command palette and shortcuts: the same commands as its buttons send.
import { CirclePlus, House, Pause, Play, Square, StepForward } from 'lucide-react'
import { useMemo } from 'react'
import type { RunStatus } from '../../core/api/views.ts'
import { command, useMayAct, useRun } from '../store.ts'
import { type Action, useActionsOf } from '../ui/actions.ts'
import { texts } from '../ui/texts.ts'
import { usePanelDesk } from './panel-desk.ts'

type Act = (work: Promise<unknown>) => void

/** Whoever only looks on arranges panels and nothing else. */
export function useRunActions(act: Act, onNewRun: () => void): void {
  const kind = useRun((run) => run.status.kind)
  const mayAct = useMayAct()
  useActionsOf(
    useMemo(() => (mayAct ? runActions(kind, act, onNewRun) : null), [mayAct, kind, act, onNewRun]),
  )
  const desk = usePanelDesk((screen) => screen.desk)
  useActionsOf(useMemo(() => (desk === null ? null : panelActions(desk)), [desk]))
}

function runActions(kind: RunStatus['kind'], act: Act, onNewRun: () => void): readonly Action[] {
  const words = texts.run
  const home: Action = {
    id: 'go-home',
    title: texts.actions.goHome,
    group: 'go',
    icon: House,
    run: () => act(command('goHome', null)),
  }
  if (kind === 'ended' || kind === 'failed') {
    return [
      { id: 'new-run', title: words.newRun, group: 'run', icon: CirclePlus, keys: 'n', run: onNewRun },
      home,
    ]
  }
  if (kind === 'stopping') return [home]
  const stop: Action = {
    id: 'stop-run',
    title: words.stop,
    group: 'run',
    icon: Square,
    run: () => act(command('stopRun', null)),
  }
  if (kind !== 'paused') {
    const pause = () => act(command('pauseRun', null))
    return [
      { id: 'pause-run', title: words.pause, group: 'run', icon: Pause, keys: 'p', run: pause },
      stop,
      home,
    ]
  }
  const resume = () => act(command('resumeRun', null))
  const step = () => act(command('stepRun', null))
  return [
    { id: 'resume-run', title: words.resume, group: 'run', icon: Play, keys: 'p', run: resume },
    { id: 'step-run', title: words.step, group: 'run', icon: StepForward, keys: 's', run: step },
    stop,
    home,
  ]
}

function panelActions(
  desk: NonNullable<ReturnType<typeof usePanelDesk.getState>['desk']>,
): readonly Action[] {
  return [
    ...desk.panels.map(
      ({ id, title, icon }, index): Action => ({
        id: `panel-${id}`,
        title: texts.actions.showPanel(title),
        group: 'panels',
        icon,
        keys: String(index + 1),
        run: () => desk.focus(id),
      }),
    ),
    {
      id: 'maximise-panel',
      title: texts.panels.toggleSize,
      group: 'panels',
      keys: 'm',
      run: desk.toggleSize,
    },
    { id: 'reset-panels', title: texts.panels.reset, group: 'panels', run: desk.reset },
  ]
}
