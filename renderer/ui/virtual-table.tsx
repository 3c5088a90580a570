// A table of which only the rows that are seen are in the document, however many there are.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type JSX, type ReactNode, useRef } from 'react'
import type { TestId } from './test-ids.ts'

export interface SeenRow<Row> {
  readonly row: Row
  readonly key: string
  /** Of its `tr`: the `data-index` and, plus two, the `aria-rowindex`. */
  readonly index: number
  /** Of its `tr`: the `ref`. */
  readonly measure: (element: Element | null) => void
}

interface VirtualTableProps<Row> {
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Of a row before it was measured. */
  readonly rowPx: number
  /** Rows above and below those that are seen. */
  readonly besides: number
  readonly columns: number
  readonly label: string
  /** Class of what scrolls. */
  readonly className: string
  readonly testId: TestId
  /** The cells of its head. */
  readonly head: ReactNode
  /** All that are in the document, in order: whoever fetches something for them does so for these only. */
  readonly children: (seen: readonly SeenRow<Row>[]) => ReactNode
}

export function VirtualTable<Row>(props: VirtualTableProps<Row>): JSX.Element {
  const { rows, keyOf, rowPx, besides, columns, label, className, testId, head, children } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : keyOf(row)
    },
    estimateSize: () => rowPx,
    overscan: besides,
  })
  const items = virtual.getVirtualItems()
  const seen = items.flatMap(({ index }) => {
    const row = rows[index]
    return row === undefined ? [] : [{ row, index, key: keyOf(row), measure: virtual.measureElement }]
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section ref={scroller} className={className} aria-label={label} tabIndex={0}>
      <table data-testid={testId} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>
          <Space px={items[0]?.start ?? 0} columns={columns} />
          {children(seen)}
          <Space px={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={columns} />
        </tbody>
      </table>
    </section>
  )
}

function Space({ px, columns }: { readonly px: number; readonly columns: number }): JSX.Element | null {
  if (px <= 0) return null
  return (
    <tr className="space" style={{ height: px }}>
      <td colSpan={columns} />
    </tr>
  )
}
