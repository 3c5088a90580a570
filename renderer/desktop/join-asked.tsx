// Asks whether this machine is to work for the master of a link that was followed.
import { Dialog } from '@base-ui/react/dialog'
import { Plug } from 'lucide-react'
import { type JSX, useState } from 'react'
import { formatAddress, parseJoinLink } from '../../core/wire/join-link.ts'
import { command, messageOf } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { SheetHead } from '../ui/sheet.tsx'
import { texts } from '../ui/texts.ts'

const words = texts.desktop
/** So much of a fingerprint is compared by eye. */
const SHOWN = 12

interface JoinAskedProps {
  readonly link: string
  readonly onDone: () => void
}

export function JoinAsked({ link, onDone }: JoinAskedProps): JSX.Element {
  const [error, setError] = useState<string | null>(null)
  const [isJoining, setJoining] = useState(false)
  const parsed = parseJoinLink(link)
  const join = async (): Promise<void> => {
    setJoining(true)
    try {
      await command('joinAsWorker', { link, slots: null, name: null })
      onDone()
    } catch (reason) {
      setError(messageOf(reason))
      setJoining(false)
    }
  }
  return (
    <>
      <SheetHead title={words.joinTitle} isClosable={false} />
      <div className="asked-text stack" data-testid="join-asked">
        <Dialog.Description>
          {parsed.ok ? words.joinLead(formatAddress(parsed.link)) : parsed.message}
        </Dialog.Description>
        {parsed.ok ? <Certificate fingerprint={parsed.link.fingerprint} /> : null}
        <p className="soft">{words.trust}</p>
        {error === null ? null : (
          <Notice tone="bad" testId="command-error">
            {error}
          </Notice>
        )}
      </div>
      <div className="actions asked-actions">
        <Button
          look="primary"
          icon={Plug}
          testId="join-confirm"
          disabled={isJoining || !parsed.ok}
          onClick={() => void join()}
        >
          {isJoining ? texts.worker.joining : words.join}
        </Button>
        <Button testId="join-decline" onClick={onDone}>
          {words.decline}
        </Button>
      </div>
    </>
  )
}

function Certificate({ fingerprint }: { readonly fingerprint: string | null }): JSX.Element {
  if (fingerprint === null) return <p>{words.loopback}</p>
  return (
    <p>
      {words.fingerprint} <code>{fingerprint.slice(0, SHOWN)}…</code>
    </p>
  )
}
