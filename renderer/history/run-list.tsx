// The list of saved runs with its search, and what can be done with those that are chosen.
import { type JSX, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import { command } from '../store.ts'
import { texts } from '../ui/texts.ts'
import { ConfirmDelete } from './confirm-delete.tsx'
import { DeletedNotice } from './deleted-notice.tsx'
import { useHistoryActions } from './history-actions.ts'
import { LabelDialog } from './label-dialog.tsx'
import { ListTools } from './list-tools.tsx'
import { isFiltered, listedRuns, nameOf, nextSorting, type RunQuery } from './listed-runs.ts'
import { RunTable } from './run-table.tsx'
import { SelectionBar } from './selection-bar.tsx'
import type { SavedRunsList } from './use-saved-runs.ts'

const words = texts.history

interface RunListProps {
  readonly list: SavedRunsList
  readonly query: RunQuery
  readonly onQuery: (query: RunQuery) => void
  /** Names. */
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  readonly onCompare: (names: readonly string[]) => void
  readonly act: (work: Promise<unknown>) => void
}

export function RunList(props: RunListProps): JSX.Element {
  const { list, query, onQuery, chosen, onChoose, onCompare, act } = props
  const { runs, awaited, reload, relabel } = list
  const all = runs ?? NONE
  const [labelled, setLabelled] = useState<SavedRunView | null>(null)
  const [doomed, setDoomed] = useState<readonly string[]>([])
  const [deleted, setDeleted] = useState<readonly string[]>([])
  const search = useRef<HTMLInputElement>(null)
  const listed = useMemo(() => listedRuns(all, query), [all, query])
  // What isn't listed any more is still chosen only as long as it is there.
  const present = useMemo(() => all.filter(({ name }) => chosen.has(name)), [all, chosen])
  const compare = useCallback(() => onCompare(namesOf(present)), [onCompare, present])
  const askDelete = useCallback(() => setDoomed(namesOf(present.filter(({ isOpen }) => !isOpen))), [present])
  useHistoryActions({ search, chosen: present, compare, askDelete })
  useEffect(() => document.querySelector<HTMLElement>('.history h1')?.focus(), [])

  const remove = async (): Promise<void> => {
    const ids = await command('deleteRuns', { names: [...doomed] })
    onChoose(new Set([...chosen].filter((name) => !doomed.includes(name))))
    setDeleted(ids)
    reload()
  }
  const undo = async (): Promise<void> => {
    await command('restoreRuns', { names: [...deleted] })
    setDeleted([])
    reload()
  }
  return (
    <>
      <div className="history-head">
        <h1 tabIndex={-1}>{words.title}</h1>
        <span className="soft" role="status">
          {awaited === null
            ? words.total(
                all.length,
                all.reduce((sum, { bytes }) => sum + bytes, 0),
              )
            : words.loading(all.length, awaited)}
        </span>
      </div>
      <DeletedNotice count={deleted.length} onUndo={() => act(undo())} onClose={() => setDeleted([])} />
      <ListTools runs={all} listed={listed.length} query={query} onQuery={onQuery} search={search} />
      <SelectionBar
        chosen={present}
        onCompare={compare}
        onDelete={askDelete}
        onClear={() => onChoose(new Set())}
        act={act}
      />
      {awaited === null && listed.length === 0 ? (
        <p className="soft history-empty" data-testid="history-empty">
          {isFiltered(query) ? words.nothingFound : words.empty}
        </p>
      ) : (
        <RunTable
          runs={listed}
          chosen={chosen}
          onChoose={onChoose}
          sorting={query.sorting}
          onSort={(by) => onQuery({ ...query, sorting: nextSorting(query.sorting, by) })}
          onLabel={setLabelled}
          onDelete={({ name }) => setDoomed([name])}
          act={act}
        />
      )}
      <ConfirmDelete
        names={all.filter(({ name }) => doomed.includes(name)).map(nameOf)}
        onConfirm={() => act(remove())}
        onClose={() => setDoomed([])}
      />
      <LabelDialog run={labelled} onSaved={relabel} onClose={() => setLabelled(null)} />
    </>
  )
}

const NONE: readonly SavedRunView[] = []

const namesOf = (runs: readonly SavedRunView[]) => runs.map(({ name }) => name)
