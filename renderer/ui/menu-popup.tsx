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

/** What an entry of the menu failed of, beside it; nothing where none did. */
export function MenuError({ message }: { readonly message: string | null }): JSX.Element | null {
  if (message === null) return null
  return (
    <span className="error" role="alert">
      {message}
    </span>
  )
}
