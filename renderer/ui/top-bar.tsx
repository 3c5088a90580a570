// The bar above every screen.
import { CircleQuestionMark, History, House, Search } from 'lucide-react'
import type { JSX, ReactNode } from 'react'
import { goTo, useRoute } from '../route.ts'
import { openSheet } from './actions.ts'
import { Button } from './button.tsx'
import { HELP_PAGE } from './help.ts'
import { texts } from './texts.ts'
import { ThemeMenu } from './theme-menu.tsx'

interface TopBarProps {
  /** What leads home; absent on the first screen. */
  readonly onHome?: () => void
  readonly children?: ReactNode
}

export function TopBar({ onHome, children }: TopBarProps): JSX.Element {
  const route = useRoute((screen) => screen.route)
  return (
    <header className="top-bar">
      <span className="brand">
        <img src="./icon.svg" alt="" />
        <span>{texts.appName}</span>
      </span>
      {children}
      {children === undefined ? <span className="grow" /> : null}
      <button
        type="button"
        className="tool"
        aria-label={texts.actions.openPalette}
        title={texts.actions.openPalette}
        data-testid="open-palette"
        onClick={() => openSheet('palette')}
      >
        <Search size={16} aria-hidden />
      </button>
      {route === 'history' ? null : (
        <button
          type="button"
          className="tool"
          aria-label={texts.history.open}
          title={texts.history.open}
          data-testid="open-history"
          onClick={() => goTo('history')}
        >
          <History size={16} aria-hidden />
        </button>
      )}
      <a
        className="tool"
        href={HELP_PAGE}
        target="_blank"
        rel="noopener"
        aria-label={texts.help}
        title={texts.help}
        data-testid="open-help"
      >
        <CircleQuestionMark size={16} aria-hidden />
      </a>
      <ThemeMenu />
      {onHome === undefined ? null : (
        <Button className="small" icon={House} testId="go-home" onClick={onHome}>
          <span>{texts.home}</span>
        </Button>
      )}
    </header>
  )
}
