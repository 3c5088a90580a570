// What can be done in the history by name or key.
import { GitCompareArrows, Search, Trash2 } from 'lucide-react'
import { type RefObject, useMemo } from 'react'
import { MOST_COMPARED } from '../../core/api/limits.ts'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import { useMayAct } from '../store.ts'
import { type Action, useActionsOf } from '../ui/actions.ts'
import { texts } from '../ui/texts.ts'

const words = texts.history

interface Doable {
  readonly search: RefObject<HTMLInputElement | null>
  readonly chosen: readonly SavedRunView[]
  readonly compare: () => void
  readonly askDelete: () => void
}

/** Two to eight runs that can be read. */
export function canCompare(chosen: readonly SavedRunView[]): boolean {
  return chosen.length >= 2 && chosen.length <= MOST_COMPARED && chosen.every(({ kind }) => kind === 'run')
}

export function useHistoryActions({ search, chosen, compare, askDelete }: Doable): void {
  const mayAct = useMayAct()
  const mayCompare = canCompare(chosen)
  const mayDelete = mayAct && chosen.some(({ isOpen }) => !isOpen)
  const actions = useMemo((): readonly Action[] => {
    const found: Action[] = [
      {
        ...{ id: 'search-runs', title: words.searchRuns, group: 'look', icon: Search, keys: '/' },
        run: () => search.current?.focus(),
      },
    ]
    if (mayCompare)
      found.push({
        ...{
          id: 'compare-runs',
          title: words.compareChosen,
          group: 'run',
          icon: GitCompareArrows,
          keys: 'c',
        },
        run: compare,
      })
    if (mayDelete)
      found.push({
        ...{ id: 'delete-runs', title: words.deleteChosen, group: 'run', icon: Trash2, keys: 'delete' },
        run: askDelete,
      })
    return found
  }, [search, mayCompare, mayDelete, compare, askDelete])
  useActionsOf(actions)
}
