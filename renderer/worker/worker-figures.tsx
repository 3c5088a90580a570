// What this worker gives: its pace over the last two minutes, what it works on and by which rules.
import { type JSX, useEffect, useState } from 'react'
import type { WorkerStatusView } from '../../core/api/views.ts'
import { Figure } from '../ui/figure.tsx'
import { number, texts } from '../ui/texts.ts'
import { type RateSample, ratePath, withRate } from './rate-series.ts'

const words = texts.worker
const LINE = { width: 240, height: 48 } as const

export function WorkerFigures({ worker }: { readonly worker: WorkerStatusView }): JSX.Element {
  const samples = useRates(worker.genomesPerSecond)
  return (
    <dl className="worker-figures">
      <div className="figure pace">
        <dt>{words.rate}</dt>
        <dd>{number(Math.round(worker.genomesPerSecond))}</dd>
        <dd className="pace-line">
          <svg viewBox={`0 0 ${LINE.width} ${LINE.height}`} preserveAspectRatio="none" aria-hidden="true">
            {samples.length < 2 ? null : (
              <path d={ratePath(samples, LINE.width, LINE.height - 2)} vectorEffect="non-scaling-stroke" />
            )}
          </svg>
        </dd>
      </div>
      <Figure label={words.evaluated} value={number(worker.genomesEvaluated)} />
      <Figure label={words.problem} value={worker.problem ?? words.noProblem} />
      <Figure label={words.slots} value={number(worker.slots)} />
      <Figure
        label={words.rule}
        value={worker.onlyWhenIdle === null ? words.always : words.whenIdle(worker.onlyWhenIdle)}
      />
    </dl>
  )
}

/** A sample a second, so that a worker that stands still is a line that goes on. */
function useRates(rate: number): readonly RateSample[] {
  const [samples, setSamples] = useState<readonly RateSample[]>([])
  useEffect(() => {
    const take = (): void => setSamples((before) => withRate(before, { atMs: Date.now(), rate }))
    take()
    const timer = setInterval(take, 1000)
    return () => clearInterval(timer)
  }, [rate])
  return samples
}
