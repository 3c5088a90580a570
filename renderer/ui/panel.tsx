// One panel of the run screen: what may be set or read beside its title, and its content. Where panels are tabs, the
// tab is the title; one below the other they say it themselves.
import type { JSX, ReactNode } from 'react'
import type { TestId } from './test-ids.ts'

interface PanelProps {
  readonly title: string
  readonly testId?: TestId
  /** Legend, figures and controls, in one line that wraps. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Panel({ title, testId, aside, children }: PanelProps): JSX.Element {
  return (
    <section className="panel" data-testid={testId} aria-label={title}>
      <header className={aside === undefined || aside === null ? 'bare' : ''}>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
