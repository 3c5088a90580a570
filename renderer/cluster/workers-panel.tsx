// Who works: the join link, and every worker with its state and pace.
import { Check, Copy } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { WorkerView } from '../../core/api/views.ts'
import { useRun } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { number, texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'
import { JoinCode } from './join-code.tsx'
import { SendAway } from './send-away.tsx'

export function WorkersPanel(): JSX.Element {
  const workers = useSettled(
    useRun((run) => run.workers),
    250,
  )
  const links = useRun((run) => run.joinLinks)
  const hasRemote = workers.some(({ local }) => !local)
  return (
    <Panel title={texts.cluster.title} aside={<Slots workers={workers} />}>
      <div className="workers-body">
        <JoinLinks links={links} isNew={!hasRemote} />
        {workers.length === 0 ? null : <WorkersTable workers={workers} />}
      </div>
    </Panel>
  )
}

/** What all of them give together. */
function Slots({ workers }: { readonly workers: readonly WorkerView[] }): JSX.Element | null {
  const present = workers.filter(({ state }) => state !== 'gone')
  if (present.length === 0) return null
  const slots = present.reduce((sum, worker) => sum + worker.slots, 0)
  const rate = present.reduce((sum, worker) => sum + worker.genomesPerSecond, 0)
  return <span className="soft">{texts.cluster.together(slots, Math.round(rate))}</span>
}

interface JoinLinksProps {
  readonly links: readonly string[]
  /** Nobody joined yet: says how, unasked. */
  readonly isNew: boolean
}

/** The best guess; how to use it, and the other addresses, for whoever asks. */
function JoinLinks({ links, isNew }: JoinLinksProps): JSX.Element | null {
  const [first, ...others] = links
  if (first === undefined) return null
  return (
    <>
      <JoinLink link={first} />
      <details className="more-links" open={isNew}>
        <summary>{texts.cluster.howToJoin}</summary>
        <p>{texts.cluster.joinHint}</p>
        <JoinCode />
        {others.length === 0 ? null : <p>{texts.cluster.otherLinks}</p>}
        {others.map((link) => (
          <JoinLink key={link} link={link} />
        ))}
      </details>
    </>
  )
}

const SHOWN_MS = 2000

function JoinLink({ link }: { readonly link: string }): JSX.Element {
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
      {state === 'failed' ? <span role="alert">{texts.cluster.copyFailed}</span> : null}
    </div>
  )
}

function WorkersTable({ workers }: { readonly workers: readonly WorkerView[] }): JSX.Element {
  const { columns } = texts.cluster
  return (
    <table data-testid="workers-table">
      <thead>
        <tr>
          <th>{columns.name}</th>
          <th>{columns.address}</th>
          <th className="number">{columns.slots}</th>
          <th>{columns.state}</th>
          <th className="number">{columns.genomes}</th>
          <th className="number">{columns.rate}</th>
          <th aria-label={texts.cluster.sendAway} />
        </tr>
      </thead>
      <tbody>
        {workers.map((worker) => (
          <WorkerRow key={worker.key} worker={worker} />
        ))}
      </tbody>
    </table>
  )
}

function WorkerRow({ worker }: { readonly worker: WorkerView }): JSX.Element {
  const { label, address, local, slots, state, genomesEvaluated, genomesPerSecond, warning } = worker
  return (
    <tr
      className={state}
      data-testid={local ? 'own-slots-row' : 'worker-row'}
      data-worker-label={label}
      data-genomes={genomesEvaluated}
      data-state={state}
    >
      <td>
        {label}
        {warning === null ? null : <div className="soft">{warning}</div>}
      </td>
      <td>{local ? '' : address}</td>
      <td className="number">{slots}</td>
      <td>
        <span className={`state ${state}`}>{texts.cluster.states[state]}</span>
      </td>
      <td className="number">{number(genomesEvaluated)}</td>
      <td className="number">{number(Math.round(genomesPerSecond))}</td>
      <td>
        <SendAway worker={worker} />
      </td>
    </tr>
  )
}
