// A titled area of the run screen.
import type { JSX, ReactNode } from 'react'

interface PanelProps {
  readonly title: string
  readonly testId?: string
  readonly wide?: boolean
  /** Beside the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Panel({ title, testId, wide, aside, children }: PanelProps): JSX.Element {
  return (
    <section className={wide === true ? 'panel wide' : 'panel'} data-testid={testId} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
