// Which panels are shown, and the way back to the first arrangement.
import { Menu } from '@base-ui/react/menu'
import { Check, LayoutDashboard } from 'lucide-react'
import type { JSX } from 'react'
import { MenuPopup } from '../ui/menu-popup.tsx'
import { texts } from '../ui/texts.ts'
import { usePanelDesk } from './panel-desk.ts'

export function PanelMenu(): JSX.Element | null {
  const desk = usePanelDesk((screen) => screen.desk)
  if (desk === null) return null
  return (
    <Menu.Root>
      <Menu.Trigger className="button small" data-testid="panel-menu">
        <LayoutDashboard size={16} aria-hidden />
        <span>{texts.panels.menu}</span>
      </Menu.Trigger>
      <MenuPopup>
        {desk.panels.map(({ id, title }) => (
          <Menu.CheckboxItem
            key={id}
            className="menu-item"
            checked={desk.shown.has(id)}
            onCheckedChange={(isShown) => (isShown ? desk.show(id) : desk.hide(id))}
          >
            <span className="menu-mark">
              <Menu.CheckboxItemIndicator>
                <Check size={14} aria-hidden />
              </Menu.CheckboxItemIndicator>
            </span>
            {title}
          </Menu.CheckboxItem>
        ))}
        <Menu.Separator className="menu-separator" />
        <Menu.Item className="menu-item" data-testid="reset-panels" onClick={desk.reset}>
          <span className="menu-mark" />
          {texts.panels.reset}
        </Menu.Item>
      </MenuPopup>
    </Menu.Root>
  )
}
