// What can be done with the saved runs that are chosen.
import { Menu } from '@base-ui/react/menu'
import { Download, GitCompareArrows, Trash2, X } from 'lucide-react'
import type { JSX } from 'react'
import { MOST_COMPARED } from '../../core/api/limits.ts'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import { Button } from '../ui/button.tsx'
import { MenuPopup } from '../ui/menu-popup.tsx'
import { OwnersOnly } from '../ui/owners-only.tsx'
import { texts } from '../ui/texts.ts'
import { canCompare } from './history-actions.ts'
import { saveChampion, saveTable } from './run-files.ts'

const words = texts.history

interface SelectionBarProps {
  readonly chosen: readonly SavedRunView[]
  readonly onCompare: () => void
  readonly onDelete: () => void
  readonly onClear: () => void
  readonly act: (work: Promise<unknown>) => void
}

export function SelectionBar(props: SelectionBarProps): JSX.Element | null {
  const { chosen, onCompare, onDelete, onClear, act } = props
  if (chosen.length === 0) return null
  const mayCompare = canCompare(chosen)
  return (
    <div className="selection-bar">
      <strong role="status">{words.chosen(chosen.length)}</strong>
      <Button
        className="small"
        icon={GitCompareArrows}
        testId="compare-chosen"
        disabled={!mayCompare}
        onClick={onCompare}
      >
        {words.compare}
      </Button>
      <SaveMenu chosen={chosen} act={act} />
      <OwnersOnly>
        <Button
          className="small"
          icon={Trash2}
          testId="delete-chosen"
          disabled={chosen.every(({ isOpen }) => isOpen)}
          onClick={onDelete}
        >
          {words.delete}
        </Button>
      </OwnersOnly>
      <button
        type="button"
        className="tool"
        aria-label={words.unchoose}
        title={words.unchoose}
        onClick={onClear}
      >
        <X size={16} aria-hidden />
      </button>
      {mayCompare ? null : <span className="soft">{words.compareHint(MOST_COMPARED)}</span>}
    </div>
  )
}

function SaveMenu({ chosen, act }: Pick<SelectionBarProps, 'chosen' | 'act'>): JSX.Element {
  const saved = chosen.filter((run) => run.kind === 'run' && run.generations > 0)
  const each = (save: (run: SavedRunView) => Promise<void>) => async () => {
    for (const run of saved) await save(run)
  }
  return (
    <Menu.Root>
      <Menu.Trigger className="button small" disabled={saved.length === 0} data-testid="export-chosen">
        <Download size={16} aria-hidden />
        {words.export}
      </Menu.Trigger>
      <MenuPopup>
        <Menu.Item className="menu-item" data-testid="export-tables" onClick={() => act(each(saveTable)())}>
          {words.exportTables}
        </Menu.Item>
        <Menu.Item
          className="menu-item"
          data-testid="export-champions"
          onClick={() => act(each(saveChampion)())}
        >
          {words.exportChampions}
        </Menu.Item>
      </MenuPopup>
    </Menu.Root>
  )
}
