// Light, dark or as the system has it.
import { Menu } from '@base-ui/react/menu'
import { Check, Moon, Sun, SunMoon } from 'lucide-react'
import type { JSX } from 'react'
import { MenuPopup } from './menu-popup.tsx'
import { texts } from './texts.ts'
import { chooseTheme, readTheme, THEMES, useTheme } from './theme.ts'

const ICONS = { system: SunMoon, light: Sun, dark: Moon } as const

export function ThemeMenu(): JSX.Element {
  const theme = useTheme((screen) => screen.theme)
  const Icon = ICONS[theme]
  return (
    <Menu.Root>
      <Menu.Trigger
        className="tool"
        aria-label={texts.theme.title}
        title={texts.theme.title}
        data-testid="theme-menu"
      >
        <Icon size={16} aria-hidden />
      </Menu.Trigger>
      <MenuPopup>
        <Menu.RadioGroup value={theme} onValueChange={(value) => chooseTheme(readTheme(value))}>
          {THEMES.map((one) => (
            <Menu.RadioItem
              key={one}
              className="menu-item"
              value={one}
              closeOnClick
              data-testid={`theme-${one}`}
            >
              <span className="menu-mark">
                <Menu.RadioItemIndicator>
                  <Check size={14} aria-hidden />
                </Menu.RadioItemIndicator>
              </span>
              {texts.theme[one]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </MenuPopup>
    </Menu.Root>
  )
}
