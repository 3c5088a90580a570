// A titled area of the run screen.
import type { JSX, ReactNode } from 'react'
import type { TestId } from './test-ids.ts'

interface PanelProps {
  readonly title: string
  readonly testId?: TestId
  /** Its place among the run screen's panels. */
  readonly area: 'fitness' | 'species' | 'network' | 'workers'
  /** Beside the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Panel({ title, testId, area, aside, children }: PanelProps): JSX.Element {
  return (
    <section className={`panel ${area}`} data-testid={testId} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
