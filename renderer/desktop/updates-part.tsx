// Whether there is a newer Neatwork, where somebody named a place to look at: offered, never fetched.
import { ExternalLink, RefreshCw } from 'lucide-react'
import { type JSX, useId, useState } from 'react'
import { UPDATE_FEED, type UpdatesView } from '../../core/api/desktop.ts'
import { assertNever } from '../../core/base/invariant.ts'
import type { Desktop } from '../bridge.ts'
import { command, messageOf } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { remember, remembered } from '../ui/remembered.ts'
import { texts } from '../ui/texts.ts'
import { useUpdates } from './update-line.tsx'

const words = texts.desktop.updates

interface UpdatesProps {
  readonly desktop: Desktop
}

export function UpdatesPart({ desktop }: UpdatesProps): JSX.Element {
  const [feed, setFeed] = useState(() => {
    const kept = remembered(UPDATE_FEED)
    return typeof kept === 'string' ? kept : ''
  })
  const [isLooking, setLooking] = useState(false)
  const [updates, setUpdates] = useUpdates(desktop)
  const heading = useId()
  const look = async (): Promise<void> => {
    setLooking(true)
    try {
      const address = feed.trim()
      remember(UPDATE_FEED, address === '' ? null : address)
      // The desktop reads what its host keeps: that has to be there before it looks.
      const value = address === '' ? null : JSON.stringify(address)
      await command('savePreference', { name: UPDATE_FEED, value })
      setUpdates(await desktop.ask('lookForUpdates'))
    } catch (reason) {
      setUpdates({ kind: 'failed', message: messageOf(reason) })
    }
    setLooking(false)
  }
  return (
    <section className="about-part" aria-labelledby={heading}>
      <h3 id={heading}>{words.title}</h3>
      <form
        className="about-feed"
        onSubmit={(event) => {
          event.preventDefault()
          void look()
        }}
      >
        <Field
          label={words.feed}
          hint={words.feedHint}
          placeholder={words.feedPlaceholder}
          testId="update-feed"
          type="url"
          value={feed}
          onChange={(event) => setFeed(event.target.value)}
        />
        <Button icon={RefreshCw} type="submit" testId="look-for-updates" disabled={isLooking}>
          {words.look}
        </Button>
      </form>
      <p role="status" data-testid="updates">
        {updates === null ? '' : updatesText(updates)}
      </p>
      {updates?.kind === 'newer' ? (
        <div className="actions">
          <Button icon={ExternalLink} className="small" onClick={() => void desktop.ask('openUpdatePage')}>
            {words.openPage}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function updatesText(updates: UpdatesView): string {
  switch (updates.kind) {
    case 'off':
      return words.off
    case 'current':
      return words.current
    case 'newer':
      return words.newer(updates.version)
    case 'failed':
      return updates.message
    default:
      return assertNever(updates)
  }
}
