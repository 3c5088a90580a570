// The sheet on which a menu's items stand, wherever the menu was opened.
import { Menu } from '@base-ui/react/menu'
import type { JSX, ReactNode } from 'react'

export function MenuPopup({ children }: { readonly children: ReactNode }): JSX.Element {
  return (
    <Menu.Portal>
      <Menu.Positioner className="menu-place" sideOffset={4} align="end">
        <Menu.Popup className="menu">{children}</Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  )
}
