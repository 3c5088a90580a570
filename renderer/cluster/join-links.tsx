// How to join: the link, and for whoever asks a code and the other addresses.
import { Check, Copy } from 'lucide-react'
import { type JSX, useState } from 'react'
import { isBrokerAddress } from '../../core/wire/broker/broker-address.ts'
import { QrButton } from '../qr/qr-button.tsx'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'
import { JoinCode } from './join-code.tsx'

interface JoinLinksProps {
  readonly links: readonly string[]
  /** Nobody joined yet: says how, unasked. */
  readonly isNew: boolean
}

/** As long as nobody has joined the best guess stands there; later it is for whoever asks. */
export function JoinLinks({ links, isNew }: JoinLinksProps): JSX.Element | null {
  const [first, ...others] = links
  if (first === undefined) return null
  const isBroker = isBrokerAddress(first)
  return (
    <>
      {isNew ? <JoinLink link={first} /> : null}
      <details className="more-links" open={isNew}>
        <summary>{isNew ? texts.cluster.howToJoin : texts.cluster.invite}</summary>
        {isNew ? null : <JoinLink link={first} />}
        <p>{isBroker ? texts.cluster.brokerHint : texts.cluster.joinHint}</p>
        {isBroker ? null : <JoinCode />}
        {others.length === 0 ? null : <p>{texts.cluster.otherLinks}</p>}
        {others.map((link) => (
          <JoinLink key={link} link={link} />
        ))}
      </details>
    </>
  )
}

const SHOWN_MS = 2000

interface JoinLinkProps {
  readonly link: string
  /** Its QR code stands beside it already. */
  readonly isPictured?: boolean
}

export function JoinLink({ link, isPictured = false }: JoinLinkProps): JSX.Element {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready')
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(link)
      setState('copied')
      setTimeout(() => setState('ready'), SHOWN_MS)
    } catch {
      setState('failed') // the sentence on the screen says what to do instead
    }
  }
  return (
    <div className="join">
      <strong>{texts.cluster.join}</strong>
      <code data-testid="join-link">{link}</code>
      <Button
        className="small"
        icon={state === 'copied' ? Check : Copy}
        testId="copy-link"
        onClick={() => void copy()}
      >
        {state === 'copied' ? texts.cluster.copied : texts.cluster.copy}
      </Button>
      {isPictured ? null : <QrButton text={link} />}
      {state === 'failed' ? <span role="alert">{texts.cluster.copyFailed}</span> : null}
    </div>
  )
}
