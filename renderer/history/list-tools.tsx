// Search and filters above the list of saved runs.

import type { JSX, RefObject } from 'react'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import { Select } from '../ui/select.tsx'
import type { TestId } from '../ui/test-ids.ts'
import { texts } from '../ui/texts.ts'
import { choicesIn, isFiltered, type RunQuery, STATE_FILTERS } from './listed-runs.ts'

const words = texts.history

interface ListToolsProps {
  readonly runs: readonly SavedRunView[]
  /** So many are found. */
  readonly listed: number
  readonly query: RunQuery
  readonly onQuery: (query: RunQuery) => void
  readonly search: RefObject<HTMLInputElement | null>
}

export function ListTools({ runs, listed, query, onQuery, search }: ListToolsProps): JSX.Element {
  const { problems, tags } = choicesIn(runs)
  const states = STATE_FILTERS.map((state) => [state, words.filters.states[state]] as const)
  return (
    <div className="history-tools">
      <input
        ref={search}
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        data-testid="search-runs"
        value={query.words}
        onChange={(event) => onQuery({ ...query, words: event.target.value })}
      />
      <Filter
        by="state"
        testId="filter-state"
        value={query.state}
        options={states}
        onChange={(value) =>
          onQuery({ ...query, state: STATE_FILTERS.find((state) => state === value) ?? null })
        }
      />
      <Filter
        by="problem"
        testId="filter-problem"
        value={query.problem}
        options={problems.map((name) => [name, name])}
        onChange={(problem) => onQuery({ ...query, problem })}
      />
      {tags.length === 0 && query.tag === null ? null : (
        <Filter
          by="tag"
          testId="filter-tag"
          value={query.tag}
          options={tags.map((tag) => [tag, tag])}
          onChange={(tag) => onQuery({ ...query, tag })}
        />
      )}
      {isFiltered(query) ? (
        <span className="soft" role="status">
          {words.found(listed, runs.length)}
        </span>
      ) : null}
    </div>
  )
}

interface FilterProps {
  readonly by: 'state' | 'problem' | 'tag'
  readonly testId: TestId
  readonly value: string | null
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly onChange: (value: string | null) => void
}

function Filter({ by, testId, value, options, onChange }: FilterProps): JSX.Element {
  return (
    <Select
      aria-label={words.filters[by]}
      data-testid={testId}
      value={value ?? ''}
      options={[['', words.filters.any[by]], ...options]}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
    />
  )
}
