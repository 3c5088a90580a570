// What can be done with a stack of panels without a mouse that drags: maximise, move the panel in front, hide it.
import { Menu } from '@base-ui/react/menu'
import { Ellipsis, Maximize2, Minimize2 } from 'lucide-react'
import type { JSX } from 'react'
import {
  type TabDropRegion,
  useParentTabset,
  useParentTabsetState,
  useParentWorkspace,
} from 'react-resizable-panels'
import { MenuPopup } from '../ui/menu-popup.tsx'
import { texts } from '../ui/texts.ts'

const words = texts.panels
const SIDES: readonly Exclude<TabDropRegion, 'center'>[] = ['left', 'right', 'top', 'bottom']

export function StackTools(): JSX.Element | null {
  const stack = useParentTabset<null>()
  const state = useParentTabsetState()
  const workspace = useParentWorkspace<null, null>()
  const selected = state?.selectedTabId
  if (stack === null || state === null || workspace === null || selected === undefined) return null
  const Size = state.isMaximized ? Minimize2 : Maximize2
  const toggle = () => (state.isMaximized ? stack.restore() : stack.maximize())
  const moveOut = (side: (typeof SIDES)[number]) =>
    workspace.moveTab(selected, { tabsetId: stack.id, region: side })
  return (
    <>
      {state.isRoot ? null : (
        <button
          type="button"
          className="tool"
          aria-label={state.isMaximized ? words.restore : words.maximise}
          title={state.isMaximized ? words.restore : words.maximise}
          onClick={toggle}
        >
          <Size size={14} aria-hidden />
        </button>
      )}
      <Menu.Root>
        <Menu.Trigger
          className="tool"
          aria-label={words.arrange}
          title={words.arrange}
          data-testid="arrange-panel"
        >
          <Ellipsis size={16} aria-hidden />
        </Menu.Trigger>
        <MenuPopup>
          {SIDES.map((side) => (
            <Menu.Item key={side} className="menu-item" onClick={() => moveOut(side)}>
              {words.split[side]}
            </Menu.Item>
          ))}
          <Menu.Separator className="menu-separator" />
          {SIDES.map((side) => (
            <Menu.Item
              key={side}
              className="menu-item"
              onClick={() => workspace.moveTab(selected, { edge: side })}
            >
              {words.edge[side]}
            </Menu.Item>
          ))}
          <Menu.Separator className="menu-separator" />
          <Menu.Item className="menu-item" onClick={() => workspace.closeTab(selected)}>
            {words.hide}
          </Menu.Item>
        </MenuPopup>
      </Menu.Root>
    </>
  )
}
