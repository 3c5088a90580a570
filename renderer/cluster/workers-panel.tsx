// Who works: the join link, and every worker with its state and pace.
import { Check, Copy } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { WorkerView } from '../../core/api/views.ts'
import { useRun } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { number, texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'

export function WorkersPanel(): JSX.Element {
  const workers = useSettled(
    useRun((run) => run.workers),
    250,
  )
  const links = useRun((run) => run.joinLinks)
  const hasRemote = workers.some(({ local }) => !local)
  return (
    <Panel title={texts.cluster.title} wide>
      <div>
        {links.slice(0, 3).map((link) => (
          <JoinLink key={link} link={link} />
        ))}
        <p className="soft join">
          {hasRemote ? texts.cluster.joinHint : `${texts.cluster.none} ${texts.cluster.joinHint}`}
        </p>
        {workers.length === 0 ? null : <WorkersTable workers={workers} />}
      </div>
    </Panel>
  )
}

function JoinLink({ link }: { readonly link: string }): JSX.Element {
  const [isCopied, setCopied] = useState(false)
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(link)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <div className="join">
      <strong>{texts.cluster.join}</strong>
      <code data-testid="join-link">{link}</code>
      <Button className="small" icon={isCopied ? Check : Copy} testId="copy-link" onClick={() => void copy()}>
        {isCopied ? texts.cluster.copied : texts.cluster.copy}
      </Button>
    </div>
  )
}

function WorkersTable({ workers }: { readonly workers: readonly WorkerView[] }): JSX.Element {
  const { columns } = texts.cluster
  return (
    <div className="scroll-x">
      <table data-testid="workers-table">
        <thead>
          <tr>
            <th>{columns.name}</th>
            <th>{columns.address}</th>
            <th className="number">{columns.slots}</th>
            <th>{columns.state}</th>
            <th className="number">{columns.genomes}</th>
            <th className="number">{columns.rate}</th>
          </tr>
        </thead>
        <tbody>
          {workers.map((worker) => (
            <WorkerRow key={worker.key} worker={worker} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function WorkerRow({ worker }: { readonly worker: WorkerView }): JSX.Element {
  const { label, address, local, slots, state, genomesEvaluated, genomesPerSecond, warning } = worker
  return (
    <tr
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
    </tr>
  )
}
