// The alarm for results that differ: at the top of the screen, until somebody says that it was seen; a new one shows again.
import { type JSX, useState } from 'react'
import { useRun } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { texts } from '../ui/texts.ts'

/** Sentences that are shown at once. */
const SHOWN = 3

export function Alarms(): JSX.Element | null {
  const alarms = useRun((run) => run.alarms)
  const [seen, setSeen] = useState(0)
  const last = alarms.at(-1)?.number ?? 0
  if (last <= seen) return null
  const words = texts.cluster
  return (
    <Notice tone="bad" testId="alarms">
      <strong>{words.alarm(last)}</strong> {words.alarmHint}
      <ul>
        {alarms.slice(-SHOWN).map(({ number, message }) => (
          <li key={number}>{message}</li>
        ))}
      </ul>
      <Button className="small" testId="dismiss-alarms" onClick={() => setSeen(last)}>
        {words.alarmSeen}
      </Button>
    </Notice>
  )
}
