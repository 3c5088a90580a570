// The bin: runs that were deleted, to be brought back or let go.
import { Trash2, Undo2 } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { DeletedRuns } from '../../core/api/saved-runs.ts'
import { command, messageOf, useMayAct } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Sheet, SheetHead } from '../ui/sheet.tsx'
import { texts } from '../ui/texts.ts'

const words = texts.history.bin

interface BinProps {
  readonly act: (work: Promise<unknown>) => void
  /** Runs came back. */
  readonly onChanged: () => void
}

export function Bin({ act, onChanged }: BinProps): JSX.Element | null {
  const [deleted, setDeleted] = useState<DeletedRuns | null>(null)
  const mayAct = useMayAct()
  if (!mayAct) return null
  const open = async (): Promise<void> => setDeleted(await command('deletedRuns', null))
  // What was closed meanwhile stays closed.
  const load = async (): Promise<void> => {
    const found = await command('deletedRuns', null)
    setDeleted((now) => (now === null ? null : found))
  }
  return (
    <>
      <Button className="small" icon={Trash2} testId="open-bin" onClick={() => act(open())}>
        {words.open}
      </Button>
      <Sheet isOpen={deleted !== null} onOpenChange={(isOpen) => isOpen || setDeleted(null)} testId="bin">
        <SheetHead title={words.title} />
        {deleted === null ? null : <Contents deleted={deleted} load={load} onChanged={onChanged} />}
      </Sheet>
    </>
  )
}

interface ContentsProps {
  readonly deleted: DeletedRuns
  readonly load: () => Promise<void>
  readonly onChanged: () => void
}

function Contents({ deleted, load, onChanged }: ContentsProps): JSX.Element {
  const { runs, leadsTo } = deleted
  const [error, setError] = useState<string | null>(null)
  /** To be deleted for good once somebody is sure. */
  const [doomed, setDoomed] = useState<readonly string[]>([])
  const act = (work: Promise<unknown>): void => {
    setError(null)
    work.then(load).catch((reason) => setError(messageOf(reason)))
  }
  const erase = (ids: readonly string[]): void => {
    setDoomed([])
    act(command('eraseRuns', { names: [...ids] }))
  }
  const ask = leadsTo === 'system' ? erase : setDoomed
  const restore = (id: string) => act(command('restoreRuns', { names: [id] }).then(onChanged))
  return (
    <div className="stack sheet-body">
      <p className="soft">{runs.length === 0 ? words.empty : words.lead[leadsTo]}</p>
      {error === null ? null : <Notice tone="bad">{error}</Notice>}
      {doomed.length === 0 ? null : (
        <Notice tone="warn">
          <div className="undo-line">
            {words.sure}
            <Button className="small" icon={Trash2} testId="confirm-delete" onClick={() => erase(doomed)}>
              {words.erase.nowhere}
            </Button>
            <Button className="small" onClick={() => setDoomed([])}>
              {texts.history.confirm.cancel}
            </Button>
          </div>
        </Notice>
      )}
      <ul className="deleted-runs">
        {runs.map(({ id, name, deletedAtMs, bytes }) => (
          <li key={id} data-testid="deleted-run" data-name={name}>
            <span>
              <strong>{name}</strong>
              <span className="soft">{words.when(deletedAtMs, bytes)}</span>
            </span>
            <Button className="small" icon={Undo2} testId="restore-run" onClick={() => restore(id)}>
              {words.restore}
            </Button>
            <Button className="small" icon={Trash2} testId="erase-run" onClick={() => ask([id])}>
              {words.erase[leadsTo]}
            </Button>
          </li>
        ))}
      </ul>
      {runs.length < 2 ? null : (
        <div className="actions">
          <Button icon={Trash2} onClick={() => ask(runs.map(({ id }) => id))}>
            {words.eraseAll[leadsTo]}
          </Button>
        </div>
      )}
    </div>
  )
}
