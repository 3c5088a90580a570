// How much of the slots' time is used, and what takes the rest: a bar and a sentence.
import type { JSX } from 'react'
import { type Efficiency, LOSSES } from '../../core/api/efficiency.ts'
import { texts } from '../ui/texts.ts'

const words = texts.cluster.efficiency

export function EfficiencyLine({ efficiency }: { readonly efficiency: Efficiency | null }): JSX.Element {
  if (efficiency === null) return <p className="efficiency soft">{words.measuring}</p>
  const { used, lost, limit } = efficiency
  return (
    <div className="efficiency" data-testid="efficiency" data-limit={limit ?? 'none'}>
      <div className="efficiency-bar" aria-hidden="true">
        <span className="used" style={{ flexGrow: used }} />
        {LOSSES.map((loss) => (
          <span
            key={loss}
            className={loss}
            style={{ flexGrow: lost[loss] }}
            title={words.lost[loss](lost[loss])}
          />
        ))}
      </div>
      <span>
        {words.used(used)}
        {limit === null ? null : <span className="soft"> · {words.lost[limit](lost[limit])}</span>}
      </span>
    </div>
  )
}
