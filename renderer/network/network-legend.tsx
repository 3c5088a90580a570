// What the strokes of a drawing stand for; only those that the network has, and are not plain.
import type { JSX } from 'react'
import type { GenomeJson } from '../../core/network/genome-json.ts'
import { texts } from '../ui/texts.ts'

const words = texts.network

export function NetworkLegend({ genome }: { readonly genome: GenomeJson }): JSX.Element {
  const isRecurrent = genome.kind !== 'feed-forward'
  return (
    <div className="network-legend legend">
      <span>
        <Stroke>
          <path d="M0 5h20" stroke="var(--positive)" strokeWidth="3" />
        </Stroke>
        {words.positive}
      </span>
      <span>
        <Stroke>
          <path d="M0 5h20" stroke="var(--negative)" strokeWidth="3" />
          <path d="M10 0v10" stroke="var(--negative)" strokeWidth="2" />
        </Stroke>
        {words.negative}
      </span>
      <span>
        <Stroke>
          <path d="M0 5h20" stroke="var(--ink-soft)" strokeWidth="1.5" strokeDasharray="4 3" />
        </Stroke>
        {words.disabled}
      </span>
      {isRecurrent ? (
        <span>
          <Stroke>
            <path d="M19 1c0 9 -16 9 -16 2" stroke="var(--ink)" strokeWidth="1.5" fill="none" />
            <path d="M3 0l3 5h-6z" fill="var(--ink)" />
          </Stroke>
          {words.backwards}
        </span>
      ) : null}
      <span>
        <Stroke>
          <path d="M0 5h20" stroke="var(--fresh)" strokeWidth="8" />
          <path d="M0 5h20" stroke="var(--ink)" strokeWidth="2" />
        </Stroke>
        {words.fresh}
      </span>
    </div>
  )
}

function Stroke({ children }: { readonly children: React.ReactNode }): JSX.Element {
  return (
    <svg width="20" height="10" aria-hidden="true">
      {children}
    </svg>
  )
}
