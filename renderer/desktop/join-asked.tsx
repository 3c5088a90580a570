// Asks whether this machine is to work for the master of a link that was followed.
import { Dialog } from '@base-ui/react/dialog'
import { Plug } from 'lucide-react'
import { type JSX, useState } from 'react'
import { formatAddress, parseJoinLink } from '../../core/wire/join-link.ts'
import { command } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { CommandError, useSending } from '../ui/command-error.tsx'
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
  const [isJoining, send] = useSending(setError)
  const parsed = parseJoinLink(link)
  const join = () =>
    send(async () => {
      await command('joinAsWorker', { link, slots: null, name: null })
      onDone()
    })
  return (
    <>
      <SheetHead title={words.joinTitle} isClosable={false} />
      <div className="sheet-text stack" data-testid="join-asked">
        <Dialog.Description>
          {parsed.ok ? words.joinLead(formatAddress(parsed.link)) : parsed.message}
        </Dialog.Description>
        {parsed.ok ? <Certificate fingerprint={parsed.link.fingerprint} /> : null}
        <p className="soft">{words.trust}</p>
        <CommandError message={error} />
      </div>
      <div className="actions sheet-actions">
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
