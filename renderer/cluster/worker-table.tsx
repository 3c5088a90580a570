// The workers as a table, sorted by a click on its heads.
import { TriangleAlert } from 'lucide-react'
import { type JSX, memo } from 'react'
import type { WorkerView } from '../../core/api/views.ts'
import { directionOf, SortHead } from '../ui/sort-head.tsx'
import { number, texts } from '../ui/texts.ts'
import { VirtualTable } from '../ui/virtual-table.tsx'
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
  return (
    <VirtualTable
      rows={workers}
      keyOf={keyOf}
      rowPx={ROW_PX}
      besides={BESIDES}
      columns={COLUMNS.length + 1}
      label={words.list.title}
      className="worker-scroller"
      testId="workers-table"
      head={
        <>
          {COLUMNS.map(({ key, isNumber }) => (
            <SortHead
              key={key}
              title={words.columns[key]}
              className={isNumber ? 'number' : ''}
              direction={directionOf(sorting, key)}
              onSort={() => onSort(nextSorting(sorting, key))}
            />
          ))}
          <th>
            <span className="visually-hidden">{words.sendAway}</span>
          </th>
        </>
      }
    >
      {(seen) =>
        seen.map(({ row, key, index, measure }) => (
          <WorkerRow key={key} worker={row} index={index} measure={measure} />
        ))
      }
    </VirtualTable>
  )
}

const keyOf = ({ key }: WorkerView): string => key

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
