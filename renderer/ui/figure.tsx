// A figure with its name, one of a list of them (`<dl>`).
import type { JSX } from 'react'

interface FigureProps {
  readonly label: string
  readonly value: string
}

export function Figure({ label, value }: FigureProps): JSX.Element {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
