// A newer Neatwork on the first screen: one quiet line, in the desktop's window only.
import { type JSX, useEffect, useMemo, useState } from 'react'
import type { UpdatesView } from '../../core/api/desktop.ts'
import { type Desktop, findDesktop } from '../bridge.ts'
import { texts } from '../ui/texts.ts'

const words = texts.desktop.updates

export function UpdateLine(): JSX.Element | null {
  const desktop = useMemo(() => findDesktop(window), [])
  return desktop === null ? null : <OnDesktop desktop={desktop} />
}

function OnDesktop({ desktop }: { readonly desktop: Desktop }): JSX.Element | null {
  const [updates] = useUpdates(desktop)
  if (updates?.kind !== 'newer') return null
  return (
    <span data-testid="update-line">
      · {words.newer(updates.version)}{' '}
      <button type="button" className="link" onClick={() => void desktop.ask('openUpdatePage')}>
        {words.openPage}
      </button>
    </span>
  )
}

/** As the last look found it; null until the desktop has answered. */
export function useUpdates(desktop: Desktop) {
  const [updates, setUpdates] = useState<UpdatesView | null>(null)
  useEffect(() => {
    let isWanted = true
    desktop.ask('updates').then(
      (view) => isWanted && setUpdates(view),
      // A desktop that can't tell offers nothing.
      () => {},
    )
    return () => {
      isWanted = false
    }
  }, [desktop])
  return [updates, setUpdates] as const
}
