// How this machine goes on without a window, and without anybody to start it: the desktop's, absent in a browser.
import { type JSX, useEffect, useMemo, useState } from 'react'
import type { DesktopQuestion, DesktopReplies } from '../../core/api/desktop.ts'
import { type Desktop, findDesktop } from '../bridge.ts'
import { CommandError, useActs } from '../ui/command-error.tsx'
import { SwitchLine } from '../ui/switch-line.tsx'
import { texts } from '../ui/texts.ts'

const words = texts.worker.background

interface InBackgroundProps {
  /** Whether there is work that goes on without a window. */
  readonly isWorking: boolean
}

export function InBackground({ isWorking }: InBackgroundProps): JSX.Element | null {
  const desktop = useMemo(() => findDesktop(window), [])
  return desktop === null ? null : <OnDesktop desktop={desktop} isWorking={isWorking} />
}

function OnDesktop({
  desktop,
  isWorking,
}: InBackgroundProps & { readonly desktop: Desktop }): JSX.Element | null {
  const where = useAnswer(desktop, 'worksOnIn')
  const atLogin = useAnswer(desktop, 'startsAtLogin')
  const [error, act] = useActs()
  const change = (isOn: boolean): void => {
    act(desktop.ask(isOn ? 'startAtLogin' : 'dontStartAtLogin').then(atLogin.set))
  }
  if (where.value === null || atLogin.value === null) return null
  return (
    <div className="worker-background">
      {isWorking ? (
        <p className="soft" data-testid="works-on-in">
          {words.worksOnIn[where.value]}
        </p>
      ) : null}
      <SwitchLine
        label={words.atLogin}
        hint={words.atLoginHint}
        isOn={atLogin.value}
        testId="start-at-login"
        onChange={change}
      />
      <CommandError message={error} />
    </div>
  )
}

/** null until the desktop has answered. */
function useAnswer<Name extends DesktopQuestion>(desktop: Desktop, name: Name) {
  const [value, set] = useState<DesktopReplies[Name] | null>(null)
  useEffect(() => {
    let isWanted = true
    desktop.ask(name).then(
      (answer) => isWanted && set(answer),
      // A desktop that can't tell offers nothing.
      () => {},
    )
    return () => {
      isWanted = false
    }
  }, [desktop, name])
  return { value, set: (next: DesktopReplies[Name]) => set(next) }
}
