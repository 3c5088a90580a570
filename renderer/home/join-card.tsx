// The ways into somebody's cluster: a link or address to type, a QR code to scan, masters of before and masters nearby.
import { Plug, X } from 'lucide-react'
import { type FormEvent, type JSX, useEffect, useState } from 'react'
import type { KnownMaster } from '../../core/api/home-requests.ts'
import { ScanDialog } from '../qr/scan-dialog.tsx'
import { command } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { texts } from '../ui/texts.ts'
import { FoundMasters } from '../worker/found-masters.tsx'
import type { Choice } from './home.tsx'

const words = texts.start.join

interface JoinCardProps {
  readonly act: (work: Promise<unknown>) => void
  readonly choose: (choice: Choice) => void
}

export function JoinCard({ act, choose }: JoinCardProps): JSX.Element {
  const [link, setLink] = useState('')
  const go = (event: FormEvent): void => {
    event.preventDefault()
    choose({ kind: 'worker', link: link.trim() })
  }
  return (
    <section className="card home-card" aria-labelledby="join-title">
      <h2 id="join-title">{words.title}</h2>
      <form className="join-line" onSubmit={go}>
        <Field
          label={words.label}
          testId="home-link"
          placeholder={words.placeholder}
          value={link}
          onChange={(event) => setLink(event.target.value)}
        />
        <Button type="submit" icon={Plug} testId="home-join" disabled={link.trim() === ''}>
          {words.go}
        </Button>
        <ScanDialog onRead={(text) => choose({ kind: 'worker', link: text })} />
      </form>
      <KnownMasters act={act} />
      <FoundMasters onChoose={(address) => choose({ kind: 'worker', link: address })} />
    </section>
  )
}

/** One press, and this machine works there again as it did before. */
function KnownMasters({ act }: { readonly act: (work: Promise<unknown>) => void }): JSX.Element | null {
  const [masters, setMasters] = useState<readonly KnownMaster[]>([])
  useEffect(() => {
    let isGone = false
    command('knownMasters', null).then(
      (known) => isGone || setMasters(known),
      () => {}, // whoever may not see them has none
    )
    return () => {
      isGone = true
    }
  }, [])
  if (masters.length === 0) return null
  const forget = (id: string): void => {
    act(command('forgetMaster', { id }))
    setMasters(masters.filter((master) => master.id !== id))
  }
  return (
    <div>
      <h3 className="small-title">{words.known}</h3>
      <ul className="rows">
        {masters.map(({ id, address, name, slots, onlyWhenIdle }) => (
          <li key={id} className="row-with-tool">
            <button
              type="button"
              className="row"
              data-testid="known-master"
              onClick={() =>
                act(
                  command('rejoinMaster', {
                    ...{ id, name, slots },
                    ...(onlyWhenIdle === null ? {} : { onlyWhenIdle }),
                  }),
                )
              }
            >
              <strong>{address}</strong>
              <span className="soft row-more">{texts.worker.as(name, slots)}</span>
              <span className="row-go">{words.rejoin}</span>
            </button>
            <button
              type="button"
              className="tool"
              aria-label={words.forget(address)}
              onClick={() => forget(id)}
            >
              <X size={14} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
