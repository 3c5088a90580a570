// Everybody who works, as a table or as cards, searched and sorted. Only what is seen is in the document, however many
// there are.

import { LayoutGrid, Table2 } from 'lucide-react'
import { type JSX, useMemo, useState } from 'react'
import type { WorkerView } from '../../core/api/views.ts'
import { ExportMenu } from '../chart/chart-tools.tsx'
import { remember, remembered } from '../ui/remembered.ts'
import { Select } from '../ui/select.tsx'
import { texts } from '../ui/texts.ts'
import { listedWorkers, type StateFilter, type WorkerQuery, workersTable } from './listed-workers.ts'
import { WorkerCards } from './worker-cards.tsx'
import { WorkerTable } from './worker-table.tsx'

const words = texts.cluster.list
const STATES: readonly StateFilter[] = [
  'all',
  'working',
  'idle',
  'paused',
  'draining',
  'set-aside',
  'gone',
  'warned',
]
const COLUMN_NAMES = { ...texts.cluster.columns, warning: texts.cluster.warning }
/** With fewer there is nothing to search for. */
const WORTH_SEARCHING = 5

export function WorkerList({ workers }: { readonly workers: readonly WorkerView[] }): JSX.Element {
  const [isCards, setCards] = useState(() => remembered('workers-as') === 'cards')
  const [query, setQuery] = useState<WorkerQuery>({ words: '', state: 'all', sorting: null })
  const listed = useMemo(() => listedWorkers(workers, query), [workers, query])
  const choose = (cards: boolean) => {
    setCards(cards)
    remember('workers-as', cards ? 'cards' : 'table')
  }
  const isFiltered = query.words !== '' || query.state !== 'all'
  return (
    <div className="worker-list">
      <div className="worker-tools">
        {workers.length < WORTH_SEARCHING && !isFiltered ? null : (
          <Search query={query} onChange={setQuery} />
        )}
        {isFiltered ? (
          <span className="soft" role="status">
            {words.found(listed.length, workers.length)}
          </span>
        ) : null}
        <span className="grow" />
        <ExportMenu
          name="workers"
          title={words.title}
          drawing={null}
          table={() => workersTable(listed, COLUMN_NAMES)}
        />
        <fieldset className="segments">
          <legend className="visually-hidden">{words.view}</legend>
          <button type="button" aria-pressed={!isCards} data-testid="as-table" onClick={() => choose(false)}>
            <Table2 size={15} aria-hidden /> {words.table}
          </button>
          <button type="button" aria-pressed={isCards} data-testid="as-cards" onClick={() => choose(true)}>
            <LayoutGrid size={15} aria-hidden /> {words.cards}
          </button>
        </fieldset>
      </div>
      {isCards ? (
        <WorkerCards workers={listed} />
      ) : (
        <WorkerTable
          workers={listed}
          sorting={query.sorting}
          onSort={(sorting) => setQuery({ ...query, sorting })}
        />
      )}
    </div>
  )
}

interface SearchProps {
  readonly query: WorkerQuery
  readonly onChange: (query: WorkerQuery) => void
}

function Search({ query, onChange }: SearchProps): JSX.Element {
  return (
    <>
      <input
        type="search"
        className="small"
        aria-label={words.search}
        placeholder={words.search}
        data-testid="search-workers"
        value={query.words}
        onChange={(event) => onChange({ ...query, words: event.target.value })}
      />
      <Select
        className="small"
        aria-label={words.state}
        data-testid="filter-workers"
        value={query.state}
        options={STATES.map((state) => [state, words.states[state]])}
        onChange={(chosen) =>
          onChange({ ...query, state: STATES.find((state) => state === chosen) ?? 'all' })
        }
      />
    </>
  )
}
