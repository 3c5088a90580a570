// What can be done with one saved run.
import { Menu } from '@base-ui/react/menu'
import {
  Braces,
  Copy,
  Dna,
  Ellipsis,
  FileDown,
  FolderOpen,
  type LucideIcon,
  Network,
  Tag,
  Trash2,
} from 'lucide-react'
import type { JSX } from 'react'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import { useMayAct } from '../store.ts'
import { MenuPopup } from '../ui/menu-popup.tsx'
import type { TestId } from '../ui/test-ids.ts'
import { texts } from '../ui/texts.ts'
import { nameOf } from './listed-runs.ts'
import { duplicateRun, openRun } from './open-run.ts'
import { saveChampion, saveGenomes, saveSettings, saveTable } from './run-files.ts'

const words = texts.history

interface RunMenuProps {
  readonly run: SavedRunView
  readonly onLabel: (run: SavedRunView) => void
  readonly onDelete: (run: SavedRunView) => void
  readonly act: (work: Promise<unknown>) => void
}

interface Item {
  readonly what: keyof typeof words.actions
  readonly testId: TestId
  readonly icon: LucideIcon
  readonly isOff?: boolean
  readonly run: () => void
}

export function RunMenu(props: RunMenuProps): JSX.Element | null {
  const mayAct = useMayAct()
  const items = [
    ...(mayAct ? ownersItems(props) : []),
    ...fileItems(props),
    ...(mayAct ? [deleting(props)] : []),
  ]
  if (items.length === 0) return null
  const label = words.more(nameOf(props.run))
  return (
    <Menu.Root>
      <Menu.Trigger className="tool" aria-label={label} title={label} data-testid="run-menu">
        <Ellipsis size={16} aria-hidden />
      </Menu.Trigger>
      <MenuPopup>
        {items.map(({ what, testId, icon: Icon, isOff = false, run }) => (
          <Menu.Item key={what} className="menu-item" data-testid={testId} disabled={isOff} onClick={run}>
            <Icon size={15} aria-hidden />
            {words.actions[what]}
          </Menu.Item>
        ))}
      </MenuPopup>
    </Menu.Root>
  )
}

function ownersItems({ run, onLabel, act }: RunMenuProps): readonly Item[] {
  if (run.kind === 'damaged') return []
  return [
    { what: 'open', testId: 'menu-open', icon: FolderOpen, run: () => act(openRun(run)) },
    { what: 'label', testId: 'menu-label', icon: Tag, run: () => onLabel(run) },
    { what: 'duplicate', testId: 'menu-duplicate', icon: Copy, run: () => act(duplicateRun(run)) },
  ]
}

function fileItems({ run, act }: RunMenuProps): readonly Item[] {
  if (run.kind === 'damaged') return []
  const isOff = run.generations === 0
  return [
    { what: 'table', testId: 'menu-table', icon: FileDown, isOff, run: () => act(saveTable(run)) },
    { what: 'champion', testId: 'menu-champion', icon: Network, isOff, run: () => act(saveChampion(run)) },
    { what: 'genomes', testId: 'menu-genomes', icon: Dna, isOff, run: () => act(saveGenomes(run)) },
    { what: 'settings', testId: 'menu-settings', icon: Braces, run: () => act(saveSettings(run)) },
  ]
}

function deleting({ run, onDelete }: RunMenuProps): Item {
  const doing = { icon: Trash2, isOff: run.isOpen, run: () => onDelete(run) }
  return { what: 'delete', testId: 'menu-delete', ...doing }
}
