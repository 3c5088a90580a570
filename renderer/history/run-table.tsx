// The saved runs as a table, sorted by a click on its heads.
import type { JSX } from 'react'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import { directionOf, SortHead } from '../ui/sort-head.tsx'
import { texts } from '../ui/texts.ts'
import { type SeenRow, VirtualTable } from '../ui/virtual-table.tsx'
import { SORT_KEYS, type Sorting, type SortKey } from './listed-runs.ts'
import { RunRow } from './run-row.tsx'
import { pictureKey, usePictures } from './use-pictures.ts'

const words = texts.history
const NUMBERS: ReadonlySet<SortKey> = new Set(['seed', 'generations', 'best', 'bytes'])
const ROW_PX = 58
/** Rows above and below those that are seen. */
const BESIDES = 5
/** Those that sort, and what chooses, shows and does. */
const COLUMN_COUNT = SORT_KEYS.length + 3

interface RunTableProps {
  readonly runs: readonly SavedRunView[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  readonly sorting: Sorting
  readonly onSort: (by: SortKey) => void
  readonly onLabel: (run: SavedRunView) => void
  readonly onDelete: (run: SavedRunView) => void
  readonly act: (work: Promise<unknown>) => void
}

export function RunTable(props: RunTableProps): JSX.Element {
  const { runs, chosen, onChoose, sorting, onSort } = props
  const areAllChosen = runs.length > 0 && runs.every(({ name }) => chosen.has(name))
  return (
    <VirtualTable
      rows={runs}
      keyOf={nameOf}
      rowPx={ROW_PX}
      besides={BESIDES}
      columns={COLUMN_COUNT}
      label={words.title}
      className="history-scroller"
      testId="saved-runs"
      head={
        <>
          <th>
            <input
              type="checkbox"
              aria-label={words.chooseAll}
              data-testid="choose-all-runs"
              checked={areAllChosen}
              onChange={() => onChoose(new Set(areAllChosen ? [] : runs.map(nameOf)))}
            />
          </th>
          <th className="when-wide">{words.picture}</th>
          {SORT_KEYS.map((key) => (
            <SortHead
              key={key}
              title={words.columns[key]}
              className={`column-${key} ${NUMBERS.has(key) ? 'number' : ''}`}
              direction={directionOf(sorting, key)}
              onSort={() => onSort(key)}
            />
          ))}
          <td />
        </>
      }
    >
      {(seen) => <SeenRuns {...props} seen={seen} />}
    </VirtualTable>
  )
}

const nameOf = ({ name }: SavedRunView): string => name

interface SeenRunsProps extends RunTableProps {
  readonly seen: readonly SeenRow<SavedRunView>[]
}

function SeenRuns({ seen, chosen, onChoose, onLabel, onDelete, act }: SeenRunsProps): JSX.Element {
  const pictures = usePictures(seen.map(({ row }) => row))
  const toggle = (name: string): void => {
    const next = new Set(chosen)
    if (!next.delete(name)) next.add(name)
    onChoose(next)
  }
  return (
    <>
      {seen.map(({ row, key, index, measure }) => (
        <RunRow
          key={key}
          run={row}
          index={index}
          measure={measure}
          champion={pictures.get(pictureKey(row)) ?? null}
          isChosen={chosen.has(row.name)}
          onToggle={toggle}
          onLabel={onLabel}
          onDelete={onDelete}
          act={act}
        />
      ))}
    </>
  )
}
