// What can be done on every screen, with the sheets that list it.
import { CircleQuestionMark, History, Keyboard, Moon, Search, Sun, SunMoon } from 'lucide-react'
import type { JSX } from 'react'
import { goTo } from '../route.ts'
import { type Action, openSheet, useActionsOf } from './actions.ts'
import { CommandPalette } from './command-palette.tsx'
import { openHelp } from './help.ts'
import { ShortcutsSheet } from './shortcuts-sheet.tsx'
import { texts } from './texts.ts'
import { chooseTheme, THEMES } from './theme.ts'
import { useShortcuts } from './use-shortcuts.ts'

const words = texts.actions
const THEME_ICONS = { system: SunMoon, light: Sun, dark: Moon } as const

const APP_ACTIONS: readonly Action[] = [
  {
    id: 'palette',
    title: words.openPalette,
    group: 'look',
    icon: Search,
    keys: 'mod+k',
    run: () => openSheet('palette'),
  },
  {
    id: 'shortcuts',
    title: words.openShortcuts,
    group: 'look',
    icon: Keyboard,
    keys: '?',
    run: () => openSheet('shortcuts'),
  },
  { id: 'help', title: words.openHelp, group: 'look', icon: CircleQuestionMark, keys: 'f1', run: openHelp },
  {
    id: 'history',
    title: texts.history.open,
    group: 'go',
    icon: History,
    keys: 'mod+shift+h',
    run: () => goTo('history'),
  },
  ...THEMES.map(
    (theme): Action => ({
      id: `theme-${theme}`,
      title: words.theme[theme],
      group: 'look',
      icon: THEME_ICONS[theme],
      run: () => chooseTheme(theme),
    }),
  ),
]

export function AppActions(): JSX.Element {
  useActionsOf(APP_ACTIONS)
  useShortcuts()
  return (
    <>
      <CommandPalette />
      <ShortcutsSheet />
    </>
  )
}
