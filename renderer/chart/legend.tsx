// What the curves of a chart are: drawn as they are drawn.
import type { JSX } from 'react'

export interface LegendLine {
  readonly text: string
  readonly colour: string
  readonly look: 'line' | 'marked' | 'dashed' | 'thin' | 'dot' | 'area'
}

export function Legend({ lines }: { readonly lines: readonly LegendLine[] }): JSX.Element {
  return (
    <span className="legend">
      {lines.map((line) => (
        <span key={line.text}>
          <svg width="18" height="10" aria-hidden="true">
            <Sample {...line} />
          </svg>
          {line.text}
        </span>
      ))}
    </span>
  )
}

function Sample({ colour, look }: LegendLine): JSX.Element {
  switch (look) {
    case 'area':
      return <rect width="18" height="10" rx="2" fill={colour} opacity="0.3" />
    case 'dot':
      return <circle cx="9" cy="5" r="3" fill={colour} />
    case 'thin':
      return <path d="M0 5h18" stroke={colour} strokeWidth="1" />
    case 'dashed':
      return <path d="M0 5h18" stroke={colour} strokeWidth="2" strokeDasharray="5 3" />
    case 'marked':
      return (
        <>
          <path d="M0 5h18" stroke={colour} strokeWidth="2.5" />
          <circle cx="9" cy="5" r="3.2" fill={colour} />
        </>
      )
    case 'line':
      return <path d="M0 5h18" stroke={colour} strokeWidth="2.5" />
  }
}
