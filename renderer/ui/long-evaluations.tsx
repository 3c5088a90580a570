// How far long evaluations are, by their own words.
import type { JSX } from 'react'
import type { ProgressView } from '../../core/api/views.ts'
import { texts } from './texts.ts'

interface LongEvaluationsProps {
  /** With the names of workers where there are several. */
  readonly long: readonly (ProgressView & { readonly worker?: string })[]
  /** So many of them have a line, the others are counted; left out: all. */
  readonly most?: number
}

const words = texts.run.long

export function LongEvaluations({ long, most = long.length }: LongEvaluationsProps): JSX.Element | null {
  if (long.length === 0) return null
  const others = long.length - most
  return (
    <section className="long-evaluations" aria-label={words.title} data-testid="long-evaluations">
      <h2>{words.title}</h2>
      <ul>
        {long.slice(0, most).map(({ genomeId, share, note, worker }) => (
          <li key={`${worker ?? ''} ${genomeId}`}>
            <span>{words.genome(genomeId, worker)}</span>
            <progress value={share} max={1} aria-label={words.genome(genomeId, worker)} />
            <span className="soft">{words.at(share, note)}</span>
          </li>
        ))}
        {others > 0 ? <li className="soft">{words.others(others)}</li> : null}
      </ul>
    </section>
  )
}
