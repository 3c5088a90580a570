// The way that led to an error in somebody's own code, folded until somebody wants it.
import type { JSX } from 'react'
import { texts } from './texts.ts'

export function Trace({ trace }: { readonly trace: string }): JSX.Element {
  return (
    <details className="trace" data-testid="trace">
      <summary>{texts.run.trace}</summary>
      <pre>{trace}</pre>
    </details>
  )
}
