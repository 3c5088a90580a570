// The head of a column that sorts its table by a click.
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { JSX } from 'react'

type Direction = 'ascending' | 'descending'

interface SortHeadProps {
  readonly title: string
  /** What the column tells, for whoever points at it. */
  readonly hint?: string
  readonly className?: string
  /** null where the table isn't sorted by it. */
  readonly direction: Direction | null
  readonly onSort: () => void
}

export function SortHead({ title, hint, className, direction, onSort }: SortHeadProps): JSX.Element {
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <th className={className} aria-sort={direction ?? 'none'}>
      <button type="button" className="sort" title={hint} onClick={onSort}>
        {title}
        {direction === null ? null : <Arrow size={12} aria-hidden />}
      </button>
    </th>
  )
}

interface Sorting<Key> {
  readonly by: Key
  readonly isDescending: boolean
}

/** Of a column of a table that is sorted so. */
export function directionOf<Key>(sorting: Sorting<Key> | null, key: Key): Direction | null {
  if (sorting?.by !== key) return null
  return sorting.isDescending ? 'descending' : 'ascending'
}
