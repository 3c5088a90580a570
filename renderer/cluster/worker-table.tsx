// The workers as a table, sorted by a click on its heads.
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, TriangleAlert } from 'lucide-react'
import { type JSX, memo, useRef } from 'react'
import type { WorkerView } from '../../core/api/views.ts'
import { number, texts } from '../ui/texts.ts'
import { nextSorting, type Sorting, type SortKey } from './listed-workers.ts'
import { SendAway } from './send-away.tsx'

const words = texts.cluster
const COLUMNS: readonly { readonly key: SortKey; readonly isNumber: boolean }[] = [
  { key: 'label', isNumber: false },
  { key: 'state', isNumber: false },
  { key: 'rate', isNumber: true },
  { key: 'genomes', isNumber: true },
  { key: 'slots', isNumber: true },
  { key: 'latency', isNumber: true },
  { key: 'address', isNumber: false },
  { key: 'version', isNumber: false },
]
const ROW_PX = 34
/** Rows above and below those that are seen. */
const BESIDES = 6

interface WorkerTableProps {
  readonly workers: readonly WorkerView[]
  readonly sorting: Sorting | null
  readonly onSort: (sorting: Sorting | null) => void
}

export function WorkerTable({ workers, sorting, onSort }: WorkerTableProps): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: workers.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => workers[index]?.key ?? index,
    estimateSize: () => ROW_PX,
    overscan: BESIDES,
  })
  const seen = rows.getVirtualItems()
  const above = seen[0]?.start ?? 0
  const below = rows.getTotalSize() - (seen.at(-1)?.end ?? 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section ref={scroller} className="worker-scroller" aria-label={words.title} tabIndex={0}>
      <table data-testid="workers-table" aria-rowcount={workers.length + 1}>
        <thead>
          <tr>
            {COLUMNS.map(({ key, isNumber }) => (
              <Head key={key} by={key} isNumber={isNumber} sorting={sorting} onSort={onSort} />
            ))}
            <th aria-label={words.sendAway} />
          </tr>
        </thead>
        <tbody>
          <Space px={above} />
          {seen.map(({ index, key }) => {
            const worker = workers[index]
            return worker === undefined ? null : (
              <WorkerRow key={key} worker={worker} index={index} measure={rows.measureElement} />
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
      <td colSpan={COLUMNS.length + 1} />
    </tr>
  )
}

interface HeadProps extends Omit<WorkerTableProps, 'workers'> {
  readonly by: SortKey
  readonly isNumber: boolean
}

function Head({ by, isNumber, sorting, onSort }: HeadProps): JSX.Element {
  const mine = sorting?.by === by ? sorting : null
  const direction = mine === null ? 'none' : mine.isDescending ? 'descending' : 'ascending'
  const Arrow = mine?.isDescending === true ? ArrowDown : ArrowUp
  return (
    <th className={isNumber ? 'number' : ''} aria-sort={direction}>
      <button type="button" className="sort" onClick={() => onSort(nextSorting(sorting, by))}>
        {words.columns[by]}
        {mine === null ? null : <Arrow size={12} aria-hidden />}
      </button>
    </th>
  )
}

interface WorkerRowProps {
  readonly worker: WorkerView
  readonly index: number
  readonly measure: (row: Element | null) => void
}

const WorkerRow = memo(function WorkerRow({ worker, index, measure }: WorkerRowProps): JSX.Element {
  const { label, address, local, slots, state, genomesEvaluated, genomesPerSecond, warning } = worker
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className={state}
      data-testid={local ? 'own-slots-row' : 'worker-row'}
      data-worker-label={label}
      data-genomes={genomesEvaluated}
      data-state={state}
    >
      <td>
        {label}
        {warning === null ? null : (
          <div className="worker-warning">
            <TriangleAlert size={13} aria-hidden /> {warning}
          </div>
        )}
      </td>
      <td>
        <span className={`state ${state}`}>{words.states[state]}</span>
      </td>
      <td className="number">{number(Math.round(genomesPerSecond))}</td>
      <td className="number">{number(genomesEvaluated)}</td>
      <td className="number">{slots}</td>
      <td className="number">{local ? '' : words.latency(worker.roundTripMs)}</td>
      <td>{local ? '' : address}</td>
      <td title={worker.runtime}>{worker.appVersion}</td>
      <td>
        <SendAway worker={worker} />
      </td>
    </tr>
  )
})
