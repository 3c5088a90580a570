// Everything that can be done at the moment, found by a few letters of its name.
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { type JSX, useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { ACTION_GROUPS, type Action, allActions, openSheet, useActions } from './actions.ts'
import { Keys } from './keys.tsx'
import { Sheet } from './sheet.tsx'
import { texts } from './texts.ts'

const words = texts.actions

interface Group {
  readonly value: string
  readonly items: readonly Action[]
}

export function CommandPalette(): JSX.Element {
  const isOpen = useActions((screen) => screen.open === 'palette')
  return (
    <Sheet
      isOpen={isOpen}
      onOpenChange={(open) => openSheet(open ? 'palette' : null)}
      className="palette"
      label={words.palette}
      testId="command-palette"
    >
      <Palette />
    </Sheet>
  )
}

function Palette(): JSX.Element {
  const actions = useActions(useShallow(allActions))
  const groups = useMemo(() => groupsOf(actions), [actions])
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      autoHighlight="always"
      keepHighlight
      itemToStringValue={(action: Action) => action.title}
    >
      <Autocomplete.Input
        className="palette-input"
        placeholder={words.placeholder}
        aria-label={words.palette}
        data-testid="palette-input"
      />
      <Dialog.Close className="visually-hidden">{words.close}</Dialog.Close>
      <div className="palette-list">
        <Autocomplete.Empty>
          <p className="palette-empty">{words.nothing}</p>
        </Autocomplete.Empty>
        <Autocomplete.List>
          {(group: Group) => (
            <Autocomplete.Group key={group.value} items={group.items}>
              <Autocomplete.GroupLabel className="palette-group">{group.value}</Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(action: Action) => <PaletteItem key={action.id} action={action} />}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  )
}

function PaletteItem({ action }: { readonly action: Action }): JSX.Element {
  const { id, title, icon: Icon, keys } = action
  const run = (): void => {
    openSheet(null)
    action.run()
  }
  return (
    <Autocomplete.Item className="menu-item" value={action} data-action={id} onClick={run}>
      <span className="menu-mark">{Icon === undefined ? null : <Icon size={15} aria-hidden />}</span>
      <span className="grow">{title}</span>
      {keys === undefined ? null : <Keys keys={keys} />}
    </Autocomplete.Item>
  )
}

function groupsOf(actions: readonly Action[]): readonly Group[] {
  return ACTION_GROUPS.flatMap((group) => {
    const items = actions.filter((action) => action.group === group)
    return items.length === 0 ? [] : [{ value: words.groups[group], items }]
  })
}
