// As long as nobody has joined a master that waits: how to join, by link, code or camera, before anything else.
import type { JSX } from 'react'
import { JoinCode } from '../cluster/join-code.tsx'
import { JoinLink } from '../cluster/join-links.tsx'
import { QrCode } from '../qr/qr-code.tsx'
import { useMayAct, useRun } from '../store.ts'
import { texts } from '../ui/texts.ts'
import '../qr/qr.css'

const words = texts.run.invitation

export function Invitation(): JSX.Element | null {
  const isInviting = useIsInviting()
  const link = useRun((run) => run.joinLinks[0])
  const mayAct = useMayAct()
  if (!isInviting || link === undefined || !mayAct) return null
  return (
    <section className="invitation" aria-labelledby="invitation-title">
      <QrCode text={link} label={texts.qr.joinCode} />
      <div className="invitation-ways">
        <h2 id="invitation-title">{words.title}</h2>
        <p className="soft">{words.how}</p>
        <JoinLink link={link} isPictured />
        <JoinCode />
      </div>
    </section>
  )
}

/** Whether the run waits for its first worker. */
export function useIsInviting(): boolean {
  return useRun(
    ({ status, history, workers }) =>
      status.kind === 'waiting' && history.length === 0 && !workers.some(({ local }) => !local),
  )
}
