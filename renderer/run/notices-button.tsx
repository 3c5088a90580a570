// Asks the browser to tell when the run is solved, ends, fails or stands still.
import { Bell, BellOff, BellRing } from 'lucide-react'
import type { JSX } from 'react'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'
import { useAwake, useNotices } from './use-notices.ts'

const ICONS = { on: BellRing, off: Bell, refused: BellOff } as const

/** Tells and keeps awake also where it isn't seen. */
export function NoticesButton({ isSeen }: { readonly isSeen: boolean }): JSX.Element | null {
  const notices = useNotices()
  useAwake()
  if (notices === null || !isSeen) return null
  const { state, toggle } = notices
  const words = texts.run.notices[state]
  return (
    <Button
      icon={ICONS[state]}
      className="quiet"
      testId="notices"
      aria-label={words}
      title={words}
      aria-pressed={state === 'on'}
      disabled={state === 'refused'}
      onClick={toggle}
    />
  )
}
