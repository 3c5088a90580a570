// The saved runs as a table, sorted by a click on its heads. Only what is seen is in the document, however many there are.
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type JSX, useRef } from 'react'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import { texts } from '../ui/texts.ts'
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
  const { runs, chosen, onChoose, sorting, onSort, onLabel, onDelete, act } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => runs[index]?.name ?? index,
    estimateSize: () => ROW_PX,
    overscan: BESIDES,
  })
  const seen = rows.getVirtualItems()
  const pictures = usePictures(seen.flatMap(({ index }) => runs[index] ?? []))
  const above = seen[0]?.start ?? 0
  const below = rows.getTotalSize() - (seen.at(-1)?.end ?? 0)
  const areAllChosen = runs.length > 0 && runs.every(({ name }) => chosen.has(name))
  const toggle = (name: string): void => {
    const next = new Set(chosen)
    if (!next.delete(name)) next.add(name)
    onChoose(next)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section ref={scroller} className="history-scroller" aria-label={words.title} tabIndex={0}>
      <table data-testid="saved-runs" aria-rowcount={runs.length + 1}>
        <thead>
          <tr>
            <th>
              <input
                type="checkbox"
                aria-label={words.chooseAll}
                data-testid="choose-all-runs"
                checked={areAllChosen}
                onChange={() => onChoose(new Set(areAllChosen ? [] : runs.map(({ name }) => name)))}
              />
            </th>
            <th className="when-wide">{words.picture}</th>
            {SORT_KEYS.map((key) => (
              <Head key={key} by={key} sorting={sorting} onSort={onSort} />
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          <Space px={above} />
          {seen.map(({ index, key }) => {
            const run = runs[index]
            return run === undefined ? null : (
              <RunRow
                key={key}
                run={run}
                index={index}
                measure={rows.measureElement}
                champion={pictures.get(pictureKey(run)) ?? null}
                isChosen={chosen.has(run.name)}
                onToggle={toggle}
                onLabel={onLabel}
                onDelete={onDelete}
                act={act}
              />
            )
          })}
          <Space px={below} />
        </tbody>
      </table>
    </section>
  )
}

function Space({ px }: { readonly px: number }): JSX.Element | null {
  if (px <= 0) return null
  return (
    <tr className="space" style={{ height: px }}>
      <td colSpan={COLUMN_COUNT} />
    </tr>
  )
}

interface HeadProps extends Pick<RunTableProps, 'sorting' | 'onSort'> {
  readonly by: SortKey
}

function Head({ by, sorting, onSort }: HeadProps): JSX.Element {
  const isMine = sorting.by === by
  const direction = !isMine ? 'none' : sorting.isDescending ? 'descending' : 'ascending'
  const Arrow = sorting.isDescending ? ArrowDown : ArrowUp
  return (
    <th className={`column-${by} ${NUMBERS.has(by) ? 'number' : ''}`} aria-sort={direction}>
      <button type="button" className="sort" onClick={() => onSort(by)}>
        {words.columns[by]}
        {isMine ? <Arrow size={12} aria-hidden /> : null}
      </button>
    </th>
  )
}
